package org.adit.protocol.wire;

import java.util.Arrays;
import org.adit.base.Bytes;

/// Grows as it is written to. A value that does not fit its field is a mistake of the caller and is thrown.
final class OctetWriter {
    private byte[] octets;
    private int length;

    OctetWriter(int expected) {
        octets = new byte[expected];
    }

    int length() {
        return length;
    }

    OctetWriter u8(int value) {
        return number(value, 1);
    }

    OctetWriter u16(int value) {
        return number(value, 2);
    }

    OctetWriter u24(int value) {
        return number(value, 3);
    }

    OctetWriter u32(int bits) {
        return number(Integer.toUnsignedLong(bits), 4);
    }

    OctetWriter u64(long bits) {
        return u32((int) (bits >>> 32)).u32((int) bits);
    }

    OctetWriter put(Bytes more) {
        grow(more.length());
        more.copyTo(octets, length);
        length += more.length();
        return this;
    }

    OctetWriter zeros(int count) {
        grow(count);
        length += count;
        return this;
    }

    /// Overwrites the two octets at `offset`.
    void setU16(int offset, int value) {
        fits(value, 2);
        octets[offset] = (byte) (value >>> 8);
        octets[offset + 1] = (byte) value;
    }

    void setU8(int offset, int value) {
        fits(value, 1);
        octets[offset] = (byte) value;
    }

    Bytes bytes() {
        return Bytes.of(octets, 0, length);
    }

    private OctetWriter number(long value, int width) {
        fits(value, width);
        grow(width);
        for (int i = width - 1; i >= 0; i--) {
            octets[length++] = (byte) (value >>> 8 * i);
        }
        return this;
    }

    private void grow(int more) {
        int needed = Math.addExact(length, more);
        if (needed > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(needed, (int) Math.min(2L * octets.length, Integer.MAX_VALUE - 8)));
        }
    }

    private static void fits(long value, int width) {
        if (value >>> 8 * width != 0) {
            throw new IllegalArgumentException(value + " does not fit " + width + " octets");
        }
    }
}
