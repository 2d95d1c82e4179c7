package org.adit.protocol.wire;

/// The IKE header without what follows from the rest of the message (next payload, length, version 2.0).
/// `messageId` is unsigned. RFC 7296 §3.1.
public record IkeHeader(
        IkeSpi initiatorSpi,
        IkeSpi responderSpi,
        ExchangeType exchange,
        boolean fromInitiator,
        boolean response,
        int messageId) {
    public static final int OCTETS = 28;

    public boolean request() {
        return !response;
    }
}
