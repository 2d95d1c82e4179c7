package org.adit.protocol.exchange;

import org.adit.base.Bytes;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.wire.IkeSpi;

/// SPIs as octets in network order, and back.
public final class Spis {
    private Spis() {}

    /// From 4 octets.
    public static Spi ofOctets(Bytes octets) {
        return new Spi(octets.at(0) << 24 | octets.at(1) << 16 | octets.at(2) << 8 | octets.at(3));
    }

    public static Bytes octets(Spi spi) {
        int v = spi.value();
        return Bytes.of((byte) (v >>> 24), (byte) (v >>> 16), (byte) (v >>> 8), (byte) v);
    }

    /// From 8 octets.
    public static IkeSpi ikeSpi(Bytes octets) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | octets.at(i);
        }
        return new IkeSpi(value);
    }

    public static Bytes octets(IkeSpi spi) {
        byte[] octets = new byte[8];
        for (int i = 0; i < 8; i++) {
            octets[i] = (byte) (spi.value() >>> 8 * (7 - i));
        }
        return Bytes.wrap(octets);
    }
}
