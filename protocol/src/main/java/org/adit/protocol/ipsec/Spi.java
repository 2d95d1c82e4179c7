package org.adit.protocol.ipsec;

import java.util.HexFormat;

/// The SPI of an ESP SA, chosen by who receives on it.
public record Spi(int value) {
    /// The lowest bits may say which worker of a data plane owns the SA; see [#besides].
    private static final int WORKER_BITS = 0xf;

    /// This value, with the lowest bits of the SPI that it replaces: the SAs' flows stay with their worker, and nothing
    /// of them overtakes the rest when keys change.
    public Spi besides(Spi replaced) {
        return new Spi(value & ~WORKER_BITS | replaced.value & WORKER_BITS);
    }

    /// Values 0 to 255 are reserved (RFC 4303 §2.1).
    public boolean usable() {
        return Integer.compareUnsigned(value, 255) > 0;
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
