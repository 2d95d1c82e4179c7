package org.adit.protocol.esp;

/// The Internet checksum (RFC 1071).
final class Checksum {
    private Checksum() {}

    /// Adds the octets `[at, at + length)` to a running sum; an odd last octet counts as the high half.
    static long add(long sum, byte[] octets, int at, int length) {
        long total = sum;
        int even = length & ~1;
        for (int i = 0; i < even; i += 2) {
            total += Octets.u16(octets, at + i);
        }
        return even == length ? total : total + (Octets.u8(octets, at + even) << 8);
    }

    /// The 16 bits to write.
    static int finish(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }
}
