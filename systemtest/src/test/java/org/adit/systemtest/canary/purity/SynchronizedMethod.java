package org.adit.systemtest.canary.purity;

final class SynchronizedMethod {
    private int count;

    synchronized int next() {
        return ++count;
    }
}
