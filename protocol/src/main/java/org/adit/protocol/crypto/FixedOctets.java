package org.adit.protocol.crypto;

import java.math.BigInteger;
import org.adit.base.Bytes;

/// Unsigned integers as big-endian octets of a length known beforehand.
final class FixedOctets {
    private FixedOctets() {}

    /// `value` is not negative and fits.
    static Bytes of(BigInteger value, int length) {
        byte[] shortest = value.toByteArray();
        int sign = shortest[0] == 0 ? 1 : 0;
        int size = shortest.length - sign;
        if (value.signum() < 0 || size > length) {
            throw new IllegalArgumentException("does not fit into " + length + " octets");
        }
        byte[] octets = new byte[length];
        System.arraycopy(shortest, sign, octets, length - size, size);
        return Bytes.wrap(octets);
    }

    static BigInteger read(Bytes octets, int from, int to) {
        return new BigInteger(1, octets.slice(from, to).toArray());
    }
}
