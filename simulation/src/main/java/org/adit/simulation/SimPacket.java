package org.adit.simulation;

import org.adit.base.Bytes;
import org.adit.protocol.ipsec.Spi;

/// What the network carries in a UDP datagram.
public sealed interface SimPacket {
    record Ike(Bytes datagram) implements SimPacket {}

    /// RFC 3948 §2.3: keeps a NAT's memory fresh and means nothing else.
    record Keepalive() implements SimPacket {}

    /// An ESP packet, by what matters here: the SPI, the fingerprint of its key, and its sequence number.
    record Esp(Spi spi, long key, long sequence) implements SimPacket {}
}
