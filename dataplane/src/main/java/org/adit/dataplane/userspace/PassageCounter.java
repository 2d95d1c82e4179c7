package org.adit.dataplane.userspace;

import java.util.concurrent.atomic.AtomicLongArray;

/// Counts a [Passage]. Written by the owner of the device or socket, once for what passes at once; read by any thread.
public final class PassageCounter {
    private static final int IN = 0;
    private static final int OUT = 3;
    private static final int REFUSED = 6;

    private final AtomicLongArray counts = new AtomicLongArray(REFUSED + 1);

    public void in(int units, int packets, long octets) {
        add(IN, units, packets, octets);
    }

    public void out(int units, int packets, long octets) {
        add(OUT, units, packets, octets);
    }

    public void refused() {
        add(REFUSED, 1);
    }

    public Passage read() {
        return new Passage(
                counts.getOpaque(IN),
                counts.getOpaque(IN + 1),
                counts.getOpaque(IN + 2),
                counts.getOpaque(OUT),
                counts.getOpaque(OUT + 1),
                counts.getOpaque(OUT + 2),
                counts.getOpaque(REFUSED));
    }

    private void add(int from, int units, int packets, long octets) {
        add(from, units);
        add(from + 1, packets);
        add(from + 2, octets);
    }

    /// Only the owner writes: no read-modify-write is needed.
    private void add(int at, long more) {
        counts.setOpaque(at, counts.getPlain(at) + more);
    }
}
