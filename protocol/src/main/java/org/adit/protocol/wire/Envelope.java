package org.adit.protocol.wire;

/// What the header alone says about a datagram, before any state is looked at. RFC 7296 §2.5, §3.1.
public sealed interface Envelope {
    /// IKE version 2 (any minor version) with as many octets as it claims.
    record Current(IkeHeader header) implements Envelope {}

    /// IKE of a higher major version. A request may be answered, seldom, with [PlainCodec#unprotectedAnswer] and
    /// INVALID_MAJOR_VERSION; nothing else may happen.
    record Newer(IkeHeader header, int major) implements Envelope {}

    /// Not IKE, not whole, or IKE version 1: count it, say nothing.
    record Refused(WireFailure why) implements Envelope {}
}
