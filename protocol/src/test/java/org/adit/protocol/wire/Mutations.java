package org.adit.protocol.wire;

import java.util.function.Consumer;
import org.adit.base.Bytes;

/// Every way of spoiling a run of octets that the exhaustive tests try: cut at every length, each octet changed, and
/// every field of one, two and four octets, wherever one may be, replaced by what a lying length could be.
final class Mutations {
    /// Each single bit, all bits, and two patterns.
    private static final int[] MASKS = {1, 2, 4, 8, 16, 32, 64, 128, 0xff, 0x55, 0xaa};

    private Mutations() {}

    /// Hands each spoiled copy of `octets[from, …)` to `victim` and returns how many there were.
    static int each(Bytes octets, int from, Consumer<Bytes> victim) {
        return cuts(octets, victim) + flips(octets, from, victim) + lies(octets, from, victim);
    }

    static int cuts(Bytes octets, Consumer<Bytes> victim) {
        for (int length = 0; length < octets.length(); length++) {
            victim.accept(octets.slice(0, length));
        }
        return octets.length();
    }

    static int flips(Bytes octets, int from, Consumer<Bytes> victim) {
        int count = 0;
        for (int at = from; at < octets.length(); at++) {
            for (int mask : MASKS) {
                byte[] copy = octets.toArray();
                copy[at] ^= (byte) mask;
                victim.accept(Bytes.wrap(copy));
                count++;
            }
        }
        return count;
    }

    static int lies(Bytes octets, int from, Consumer<Bytes> victim) {
        int count = 0;
        for (int width = 1; width <= 4; width *= 2) {
            for (int at = from; at + width <= octets.length(); at++) {
                long truth = number(octets, at, width);
                int left = octets.length() - at;
                long[] claims = {
                    0,
                    1,
                    2,
                    3,
                    4,
                    5,
                    7,
                    8,
                    9,
                    truth - 1,
                    truth + 1,
                    truth * 2,
                    left - 1,
                    left,
                    left + 1,
                    (1L << 8 * width - 1) - 1,
                    1L << 8 * width - 1,
                    (1L << 8 * width) - 1,
                    (1L << 8 * width) - 4
                };
                for (long claim : claims) {
                    victim.accept(replaced(octets, at, width, claim));
                    count++;
                }
            }
        }
        return count;
    }

    private static long number(Bytes octets, int at, int width) {
        long value = 0;
        for (int i = at; i < at + width; i++) {
            value = value << 8 | octets.at(i);
        }
        return value;
    }

    static Bytes replaced(Bytes octets, int at, int width, long value) {
        byte[] copy = octets.toArray();
        for (int i = 0; i < width; i++) {
            copy[at + i] = (byte) (value >>> 8 * (width - 1 - i));
        }
        return Bytes.wrap(copy);
    }
}
