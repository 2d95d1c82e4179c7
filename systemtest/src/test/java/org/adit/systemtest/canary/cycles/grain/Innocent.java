package org.adit.systemtest.canary.cycles.grain;

/// Knows nobody.
public record Innocent(int weight) {}
