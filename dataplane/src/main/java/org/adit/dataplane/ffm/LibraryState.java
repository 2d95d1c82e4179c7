package org.adit.dataplane.ffm;

/// Whether a library of the system can be used.
public sealed interface LibraryState {
    /// `version` as the library says it.
    record Present(String version) implements LibraryState {}

    record Absent(String why) implements LibraryState {}
}
