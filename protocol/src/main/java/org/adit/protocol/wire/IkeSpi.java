package org.adit.protocol.wire;

import java.util.HexFormat;

/// An IKE SPI: 8 octets, chosen by who is named by it.
public record IkeSpi(long value) {
    public static final IkeSpi ZERO = new IkeSpi(0);

    public boolean isZero() {
        return value == 0;
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
