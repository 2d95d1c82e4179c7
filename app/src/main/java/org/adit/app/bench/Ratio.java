package org.adit.app.bench;

/// The median of `of` divided by that of `to`.
public record Ratio(String of, String to, Measure measure, double value) {}
