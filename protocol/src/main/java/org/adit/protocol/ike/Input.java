package org.adit.protocol.ike;

import org.adit.base.Bytes;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;

/// Everything that can happen to an [IkeEndpoint].
public sealed interface Input {
    /// A datagram that is IKE: from port 500, or from port 4500 with its non-ESP marker taken off.
    record Received(Path path, Bytes datagram) implements Input {}

    /// The time of the wake that was asked for, or later.
    record TimeReached() implements Input {}

    /// Start an IKE SA under the name `sa`, which must be new.
    record Connect(SaId sa, ConnectRequest request) implements Input {}

    /// An order for one SA. One that is unknown or closing ignores it.
    record Order(SaId sa, Command command) implements Input {}

    record Answered(SaId sa, QuestionId question, Answer answer) implements Input {}

    record FromDataPlane(DataPlaneEvent event) implements Input {}
}
