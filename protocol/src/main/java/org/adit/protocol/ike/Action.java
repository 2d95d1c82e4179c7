package org.adit.protocol.ike;

import org.adit.base.Bytes;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;

/// What the engine wants done, in this order. SPIs are those that we receive on.
public sealed interface Action {
    /// Send an IKE message. The shell adds the non-ESP marker when the local port is not 500.
    record Send(Path path, Bytes datagram) implements Action {}

    /// Send the one octet 0xFF (RFC 3948 §2.3).
    record SendKeepalive(Path path) implements Action {}

    record Install(SaId sa, ChildSaSpec spec) implements Action {}

    record StartSending(Spi inbound) implements Action {}

    record Move(Spi inbound, Path path) implements Action {}

    record Remove(Spi inbound) implements Action {}

    record Ask(SaId sa, QuestionId question, Question content) implements Action {}

    record Report(SaId sa, IkeEvent event) implements Action {}
}
