package org.adit.lab.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waiting for the outside world, which does not call back: asks again every few milliseconds, up to a limit.
public final class Await {
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private Await() {}

    /// A [LabFault] that says what was waited for if `holds` is still false after `limit`.
    public static void until(String what, Duration limit, BooleanSupplier holds) {
        until(what, limit, holds, () -> "");
    }

    /// As above; `evidence` is asked for only when the limit has passed.
    public static void until(String what, Duration limit, BooleanSupplier holds, Supplier<String> evidence) {
        long start = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new LabFault("waited " + limit.toSeconds() + " s in vain for " + what + ". " + evidence.get());
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new LabFault("interrupted while waiting for " + what);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }
}
