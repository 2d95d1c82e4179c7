package org.adit.dataplane.ffm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The sum of the 32-bit words in a block of memory. The compiler makes vector instructions of a loop over addresses
/// that keeps one sum and was seen to run long; hence two methods, for each has a profile of its own. Of a loop that
/// keeps two sums it makes none, and of one over a buffer only as long as it has seen one kind of buffer.
public final class OctetSum {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final ValueLayout.OfLong PAIR = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0xffffffffL;
    /// Of the second loop at least: 512 octets, eight vectors of the widest kind.
    private static final int MANY = 64;

    private OctetSum() {}

    /// Of `length` octets from `address` on as words, little endian, the last one filled up with zeros; the caller
    /// answers for the length. Does not overflow up to 2^31 words.
    public static long of(long address, int length) {
        int pairs = length >>> 3;
        long sum = pairs < MANY ? few(address, pairs) : many(address, pairs);
        return sum + rest(address, length);
    }

    private static long few(long address, int pairs) {
        long sum = 0;
        for (int i = 0; i < pairs; i++) {
            sum += both(MEMORY.get(PAIR, address + 8L * i));
        }
        return sum;
    }

    private static long many(long address, int pairs) {
        long sum = 0;
        for (int i = 0; i < pairs; i++) {
            sum += both(MEMORY.get(PAIR, address + 8L * i));
        }
        return sum;
    }

    private static long both(long pair) {
        return (pair >>> 32) + (pair & LOW);
    }

    /// Of the up to seven octets behind the last whole pair.
    private static long rest(long address, int length) {
        int octets = length & 7;
        if (octets == 0) {
            return 0;
        }
        if (length >= Long.BYTES) {
            return both(MEMORY.get(PAIR, address + length - Long.BYTES) >>> Byte.SIZE * (Long.BYTES - octets));
        }
        long pair = 0;
        for (int i = octets - 1; i >= 0; i--) {
            pair = pair << Byte.SIZE | MEMORY.get(ValueLayout.JAVA_BYTE, address + i) & 0xff;
        }
        return both(pair);
    }
}
