package org.adit.dataplane.ffm;

import java.util.concurrent.atomic.AtomicBoolean;

/// An open file descriptor that we own. Closed at most once: a number closed twice may by then be another's.
public final class Descriptor implements AutoCloseable {
    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Descriptor(int number) {
        this.number = number;
    }

    /// Takes over what `open`, `socket` and the like returned.
    public static Descriptor of(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("not a descriptor: " + number);
        }
        return new Descriptor(number);
    }

    public int number() {
        return number;
    }

    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            new SystemCalls()
                    .close(number); // an error of close(2) leaves nothing to do: the number is free in any case
        }
    }

    @Override
    public String toString() {
        return "fd " + number;
    }
}
