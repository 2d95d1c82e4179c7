package org.adit.base.settings;

/// A section's record with the section it came from, so that later checks can say where.
public record Located<T>(T value, SectionReader from) {}
