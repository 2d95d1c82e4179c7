package org.adit.app.bench;

/// One measured value.
public record Reading(Measure measure, double value) {}
