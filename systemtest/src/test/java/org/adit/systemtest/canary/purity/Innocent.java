package org.adit.systemtest.canary.purity;

/// Decides, and does nothing else.
final class Innocent {
    int twice(int number) {
        return Math.addExact(number, number);
    }
}
