package org.adit.app.bench;

/// What all runs together say of one quantity of one subject.
public record Row(String subject, Measure measure, double median, double min, double max, int runs) {}
