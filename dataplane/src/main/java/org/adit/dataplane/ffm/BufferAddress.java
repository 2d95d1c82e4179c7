package org.adit.dataplane.ffm;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Where a buffer outside the heap begins, for system calls. Remembers the last one asked for: callers use the same
/// buffer again and again. For one thread.
public final class BufferAddress {
    private @Nullable ByteBuffer last;
    private long address;

    /// The address of the octet at `at` in `buffer`, which must hold `length` octets from there.
    @SuppressWarnings("ReferenceEquality") // the same buffer, not one with the same octets
    public long of(ByteBuffer buffer, int at, int length) {
        if (buffer != last) {
            if (!buffer.isDirect()) {
                throw new IllegalArgumentException("a buffer on the heap has no address");
            }
            address = MemorySegment.ofBuffer(buffer.duplicate().clear()).address();
            last = buffer;
        }
        if (at < 0 || length < 0 || at > buffer.capacity() - length) {
            throw new IndexOutOfBoundsException(at + " + " + length + " of " + buffer.capacity());
        }
        return address + at;
    }
}
