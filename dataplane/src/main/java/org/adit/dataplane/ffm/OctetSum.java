package org.adit.dataplane.ffm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The sum of the 32-bit words in a block of memory. The compiler makes vector instructions of this loop over
/// addresses; of one over a buffer it does so only as long as it has seen one kind of buffer and nothing but long
/// packets.
public final class OctetSum {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final ValueLayout.OfLong PAIR = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0xffffffffL;

    private OctetSum() {}

    /// Of `pairs` times two words, little endian, from `address` on; the caller answers for the length. Does not
    /// overflow up to 2^31 words.
    public static long of(long address, int pairs) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < pairs; i++) {
            long pair = MEMORY.get(PAIR, address + 8L * i);
            high += pair >>> 32;
            low += pair & LOW;
        }
        return high + low;
    }
}
