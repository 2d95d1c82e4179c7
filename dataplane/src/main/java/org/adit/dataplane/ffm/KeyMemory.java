package org.adit.dataplane.ffm;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Zeroed memory outside the heap for the keys of one SA, wiped before it is given back. Straight from the C library:
/// closing it costs no handshake with other threads as the end of a shared [java.lang.foreign.Arena] does, and there
/// are thousands. In exchange only one thread may use it, and that one must close it. Every access is checked.
public final class KeyMemory implements AutoCloseable {
    private static final int ALIGNMENT = 64;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle ALLOCATE = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("aligned_alloc"),
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("free"), FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

    private final MemorySegment segment;
    private final long address;
    private boolean open = true;

    private KeyMemory(MemorySegment segment) {
        this.segment = segment;
        this.address = segment.address();
    }

    public static KeyMemory allocate(int octets) {
        long whole = (octets + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT;
        long address;
        try {
            address = (long) ALLOCATE.invokeExact((long) ALIGNMENT, whole);
        } catch (Throwable impossible) {
            throw new AssertionError("aligned_alloc's handle does not fit its use", impossible);
        }
        if (address == 0) {
            throw new OutOfMemoryError("no memory outside the heap for " + octets + " octets");
        }
        MemorySegment segment = MemorySegment.ofAddress(address).reinterpret(whole);
        segment.fill((byte) 0);
        return new KeyMemory(segment);
    }

    /// Where `octets` octets at `offset` are, for a call.
    public long address(int offset, int octets) {
        segment();
        if ((offset | octets) < 0 || offset + (long) octets > segment.byteSize()) {
            throw new IndexOutOfBoundsException(offset + " + " + octets + " of " + segment.byteSize());
        }
        return address + offset;
    }

    public int intAt(int offset) {
        return segment().get(INT, offset);
    }

    public int octet(int offset) {
        return segment().get(ValueLayout.JAVA_BYTE, offset) & 0xff;
    }

    public long networkLongAt(int offset) {
        return Long.reverseBytes(segment().get(LONG, offset));
    }

    public void putNetworkLong(int offset, long value) {
        segment().set(LONG, offset, Long.reverseBytes(value));
    }

    public void putNetworkInt(int offset, int value) {
        segment().set(INT, offset, Integer.reverseBytes(value));
    }

    public void copyIn(int offset, byte[] source, int from, int length) {
        MemorySegment.copy(source, from, segment(), ValueLayout.JAVA_BYTE, offset, length);
    }

    public void zero(int offset, int length) {
        segment().asSlice(offset, length).fill((byte) 0);
    }

    private MemorySegment segment() {
        if (!open) {
            throw new IllegalStateException("these keys were wiped");
        }
        return segment;
    }

    void wipe() {
        segment().fill((byte) 0);
    }

    /// Wipes. More than once is harmless.
    @Override
    public void close() {
        if (!open) {
            return;
        }
        wipe();
        open = false;
        try {
            FREE.invokeExact(address);
        } catch (Throwable impossible) {
            throw new AssertionError("free's handle does not fit its use", impossible);
        }
    }
}
