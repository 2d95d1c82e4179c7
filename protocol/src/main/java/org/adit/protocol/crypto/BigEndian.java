package org.adit.protocol.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Integers in network order within arrays.
final class BigEndian {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    static void putLong(byte[] target, int at, long value) {
        LONG.set(target, at, value);
    }

    static long getLong(byte[] source, int at) {
        return (long) LONG.get(source, at);
    }

    static void putInt(byte[] target, int at, int value) {
        INT.set(target, at, value);
    }
}
