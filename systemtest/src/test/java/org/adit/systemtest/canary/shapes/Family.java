package org.adit.systemtest.canary.shapes;

/// Stays together.
sealed interface Family {
    record One() implements Family {}

    record Two(int number) implements Family {}

    record Three() implements Family {}
}
