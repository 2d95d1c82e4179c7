package org.adit.protocol.wire;

/// The four ways in which reading a protected datagram can end.
public sealed interface Decoded {
    record Complete(Protected<IkeMessage> message) implements Decoded {}

    /// RFC 7383: `have` fragments of `of`, of which `number` came last. When the message was answered already, only its
    /// fragment 1 may have the answer sent again (§2.6.1).
    record Waiting(int have, int of, int number) implements Decoded {}

    /// The peer is genuine, what it said is not well-formed: answer with a notify (RFC 7296 §2.21). `header` is that of
    /// the message.
    record Malformed(IkeHeader header, Protected<WireFailure> why) implements Decoded {}

    /// Could be anyone: count it, say nothing.
    record Ignored(WireFailure why) implements Decoded {}
}
