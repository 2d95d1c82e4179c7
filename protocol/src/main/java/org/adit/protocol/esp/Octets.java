package org.adit.protocol.esp;

import java.nio.ByteBuffer;

/// Numbers in network order inside a buffer, whose order is big-endian as buffers are made.
final class Octets {
    private Octets() {}

    static int u8(ByteBuffer octets, int at) {
        return octets.get(at) & 0xff;
    }

    static int u16(ByteBuffer octets, int at) {
        return octets.getShort(at) & 0xffff;
    }

    static int i32(ByteBuffer octets, int at) {
        return octets.getInt(at);
    }

    static long u32(ByteBuffer octets, int at) {
        return octets.getInt(at) & 0xffffffffL;
    }

    static long i64(ByteBuffer octets, int at) {
        return octets.getLong(at);
    }

    static void put8(ByteBuffer octets, int at, int value) {
        octets.put(at, (byte) value);
    }

    static void put16(ByteBuffer octets, int at, int value) {
        octets.putShort(at, (short) value);
    }

    static void put32(ByteBuffer octets, int at, int value) {
        octets.putInt(at, value);
    }

    static void put64(ByteBuffer octets, int at, long value) {
        octets.putLong(at, value);
    }
}
