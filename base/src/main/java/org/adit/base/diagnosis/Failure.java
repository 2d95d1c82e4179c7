package org.adit.base.diagnosis;

/// A run that ended otherwise than wanted, as a value. Each area has its own sealed family of records.
public interface Failure {
    /// Stable, unique, never reused.
    FailureCode code();

    Blame blame();

    /// From this failure's own evidence.
    Explanation explain();
}
