package org.adit.protocol.ipsec;

import java.util.HexFormat;

/// The SPI of an ESP SA, chosen by who receives on it.
public record Spi(int value) {
    /// Values 0 to 255 are reserved (RFC 4303 §2.1).
    public boolean usable() {
        return Integer.compareUnsigned(value, 255) > 0;
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
