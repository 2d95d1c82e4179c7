package org.adit.protocol.esp;

import java.nio.ByteBuffer;

/// The Internet checksum (RFC 1071). A running sum is 64 bits wide and takes 32 bits at a time: sums of 16-bit words
/// are the same modulo 65535.
public final class Checksum {
    private static final long LOW = 0xffffffffL;

    private Checksum() {}

    /// Adds the octets `[at, at + length)` to a running sum; an odd last octet counts as the high half.
    public static long add(long sum, ByteBuffer octets, int at, int length) {
        long even = 0;
        long odd = 0;
        int here = at;
        int left = length;
        for (; left >= 16; left -= 16, here += 16) {
            long first = octets.getLong(here);
            long second = octets.getLong(here + 8);
            even += (first >>> 32) + (second >>> 32);
            odd += (first & LOW) + (second & LOW);
        }
        long total = fold32(sum) + fold32(even) + fold32(odd);
        for (; left >= 4; left -= 4, here += 4) {
            total += Octets.u32(octets, here);
        }
        if (left >= 2) {
            total += Octets.u16(octets, here);
            here += 2;
            left -= 2;
        }
        return left == 0 ? total : total + (Octets.u8(octets, here) << 8);
    }

    private static long fold32(long sum) {
        return (sum & LOW) + (sum >>> 32);
    }

    /// The 16 bits to write.
    public static int finish(long sum) {
        return ~fold(sum) & 0xffff;
    }

    /// The sum itself in 16 bits, as it stands in a header whose checksum is completed later.
    public static int fold(long sum) {
        int folded = (int) fold32(fold32(sum));
        // The carry of the lower halves is in the upper one.
        return folded + Integer.rotateLeft(folded, 16) >>> 16;
    }
}
