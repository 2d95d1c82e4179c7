package org.adit.systemtest.canary.purity;

final class Clocks {
    long now() {
        return System.nanoTime();
    }
}
