package org.adit.base;

/// Where pure code gets unpredictable octets. In production a `SecureRandom`, in a simulation a seed.
public interface Randomness {
    /// Fills all of `target`.
    void fill(byte[] target);

    default Bytes octets(int length) {
        byte[] octets = new byte[length];
        fill(octets);
        return Bytes.wrap(octets);
    }

    default long nextLong() {
        byte[] octets = new byte[Long.BYTES];
        fill(octets);
        long value = 0;
        for (byte octet : octets) {
            value = value << 8 | (octet & 0xff);
        }
        return value;
    }

    default int nextInt() {
        return (int) nextLong();
    }

    /// A value in `[0, bound)`, `bound` at least 1. The bias is below 2^-32 for bounds that fit an `int`.
    default int below(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("nothing lies below " + bound);
        }
        return (int) Long.remainderUnsigned(nextLong(), bound);
    }
}
