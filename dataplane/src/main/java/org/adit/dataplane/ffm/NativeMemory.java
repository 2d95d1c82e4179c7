package org.adit.dataplane.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// A block of zeroed memory outside the heap, at an address that never moves. Every access is checked against its
/// bounds and against use after [#close]. Offsets and lengths in octets; numbers in the machine's order unless the name
/// says network.
public final class NativeMemory implements AutoCloseable {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final int ALIGNMENT = 64;

    private final Arena arena;
    private final MemorySegment segment;

    private NativeMemory(Arena arena, MemorySegment segment) {
        this.arena = arena;
        this.segment = segment;
    }

    @SuppressWarnings("MustBeClosedChecker") // the memory that is returned owns the arena and closes it
    public static NativeMemory allocate(long octets) {
        Arena arena = Arena.ofShared(); // opened on one thread, used on another
        return new NativeMemory(arena, arena.allocate(octets, ALIGNMENT));
    }

    /// `text` in UTF-8 with a zero at its end.
    public static NativeMemory ofText(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        NativeMemory memory = allocate(octets.length + 1L);
        memory.copyIn(0, octets, 0, octets.length);
        return memory;
    }

    /// Where the octet at `offset` is, for a system call.
    public long address(long offset) {
        if (offset < 0 || offset > segment.byteSize()) {
            throw new IndexOutOfBoundsException("offset " + offset + " of " + segment.byteSize());
        }
        return segment.address() + offset;
    }

    public long size() {
        return segment.byteSize();
    }

    public int octet(long offset) {
        return segment.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
    }

    public int shortAt(long offset) {
        return segment.get(SHORT, offset) & 0xffff;
    }

    public int intAt(long offset) {
        return segment.get(INT, offset);
    }

    public long longAt(long offset) {
        return segment.get(LONG, offset);
    }

    public int networkShortAt(long offset) {
        return Short.reverseBytes(segment.get(SHORT, offset)) & 0xffff;
    }

    public int networkIntAt(long offset) {
        return Integer.reverseBytes(segment.get(INT, offset));
    }

    public long networkLongAt(long offset) {
        return Long.reverseBytes(segment.get(LONG, offset));
    }

    public void putOctet(long offset, int value) {
        segment.set(ValueLayout.JAVA_BYTE, offset, (byte) value);
    }

    public void putShort(long offset, int value) {
        segment.set(SHORT, offset, (short) value);
    }

    public void putInt(long offset, int value) {
        segment.set(INT, offset, value);
    }

    public void putLong(long offset, long value) {
        segment.set(LONG, offset, value);
    }

    public void putNetworkShort(long offset, int value) {
        segment.set(SHORT, offset, Short.reverseBytes((short) value));
    }

    public void putNetworkInt(long offset, int value) {
        segment.set(INT, offset, Integer.reverseBytes(value));
    }

    public void putNetworkLong(long offset, long value) {
        segment.set(LONG, offset, Long.reverseBytes(value));
    }

    public void copyIn(long offset, byte[] source, int from, int length) {
        MemorySegment.copy(source, from, segment, ValueLayout.JAVA_BYTE, offset, length);
    }

    public void copyOut(long offset, byte[] target, int at, int length) {
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, target, at, length);
    }

    public void zero(long offset, long length) {
        segment.asSlice(offset, length).fill((byte) 0);
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
