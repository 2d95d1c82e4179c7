package org.adit.systemtest.canary.purity;

final class SynchronizedBlock {
    private final Object lock = new Object();
    private int count;

    int next() {
        synchronized (lock) {
            return ++count;
        }
    }
}
