package org.adit.systemtest.canary.purity;

final class Threads {
    Thread start(Runnable work) {
        return Thread.ofVirtual().start(work);
    }
}
