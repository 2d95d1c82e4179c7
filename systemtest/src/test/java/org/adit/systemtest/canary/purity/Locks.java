package org.adit.systemtest.canary.purity;

import java.util.concurrent.locks.ReentrantLock;

final class Locks {
    private final ReentrantLock lock = new ReentrantLock();

    boolean held() {
        return lock.isLocked();
    }
}
