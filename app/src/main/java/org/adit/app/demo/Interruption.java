package org.adit.app.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C, or SIGTERM or SIGHUP: in the middle of a step it ends the step, and whoever shows it cleans up; while it is
/// awaited it is the way to go on. The JVM's end is held up until that is done.
final class Interruption {
    private static final int LONGEST_END_SECONDS = 30;

    private final Thread showing;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean awaited;
    private volatile boolean complete;

    private Interruption(Thread showing) {
        this.showing = showing;
    }

    /// For the thread that shows the demo.
    static Interruption heeded() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::onEnd, "interruption"));
        return interruption;
    }

    /// Waits for it.
    void await() {
        awaited = true;
        try {
            asked.await();
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether it has come unawaited. The thread may wait and run commands again afterwards, to clean up.
    boolean cutsShort() {
        if (asked.getCount() > 0 || awaited) {
            return false;
        }
        while (!Thread.interrupted()) {
            Thread.onSpinWait(); // the hook asks first and interrupts then
        }
        return true;
    }

    /// The showing has ended, and everything is cleaned up.
    void over(boolean everythingShown) {
        complete = everythingShown;
        over.countDown();
    }

    private void onEnd() {
        asked.countDown();
        if (over.getCount() > 0 && !awaited) {
            showing.interrupt();
        }
        try {
            boolean ended = over.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
            if (ended && awaited) {
                // Nothing was cut short: a signal is the way to end this, and its exit status is not a signal's.
                Runtime.getRuntime().halt(complete ? 0 : 1);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
