package org.adit.protocol.ipsec;

import java.util.HexFormat;
import org.adit.base.net.IpAddress;

/// The SPI of an ESP SA, chosen by who receives on it.
public record Spi(int value) {
    /// The lowest bits may say which worker of a data plane owns the SA; see [#besides] and [#answering].
    private static final int WORKER_BITS = 0xf;

    /// This value, with the lowest bits of another one of the same peer: its flows stay with their worker, and nothing
    /// of them overtakes the rest when keys change, or when the kernel joins datagrams of several SAs.
    public Spi besides(Spi sibling) {
        return new Spi(value & ~WORKER_BITS | sibling.value & WORKER_BITS);
    }

    /// This value, with the lowest bits of the inner address that packets of the SA come from: who knows to whom an
    /// answer goes knows the worker.
    public Spi answering(IpAddress inner) {
        return new Spi(value & ~WORKER_BITS | (int) inner.low() & WORKER_BITS);
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
