package org.adit.base.time;

import java.time.Duration;

/// A point on a clock that only goes forward. Its zero means nothing; two ticks of one clock may be compared.
public record Tick(long nanos) implements Comparable<Tick> {
    public Tick plus(Duration duration) {
        return new Tick(Math.addExact(nanos, duration.toNanos()));
    }

    public Duration since(Tick earlier) {
        return Duration.ofNanos(Math.subtractExact(nanos, earlier.nanos));
    }

    public boolean isBefore(Tick other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Tick other) {
        return Long.compare(nanos, other.nanos);
    }
}
