package org.adit.app.bench.soak;

import java.time.Duration;

/// Something that is due so often a second. Who is too far behind does not catch up.
final class Clockwork {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double periodNanos;
    private final long mostBehindNanos;
    private double nextNanos;

    Clockwork(long fromNanos, double perSecond, Duration mostBehind) {
        periodNanos = NANOS_PER_SECOND / perSecond;
        mostBehindNanos = mostBehind.toNanos();
        nextNanos = fromNanos;
    }

    /// How often since it was last asked.
    int due(long nowNanos) {
        if (nowNanos - nextNanos > mostBehindNanos) {
            nextNanos = nowNanos;
        }
        int due = 0;
        for (; nextNanos <= nowNanos; nextNanos += periodNanos) {
            due++;
        }
        return due;
    }
}
