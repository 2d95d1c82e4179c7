package org.adit.client.connection;

import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.IpAddress;
import org.adit.client.host.HostPlan;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.ConnectRequest;
import org.adit.protocol.ike.SaId;

/// What the core wants done, in this order.
public sealed interface ClientAction {
    record Resolve(String name) implements ClientAction {}

    record FindPath(IpAddress gateway) implements ClientAction {}

    record Connect(SaId sa, ConnectRequest request) implements ClientAction {}

    record Order(SaId sa, Command command) implements ClientAction {}

    record Apply(HostPlan plan) implements ClientAction {}

    record Restore() implements ClientAction {}

    record Tell(ClientNews news) implements ClientAction {}

    /// The last action there is. Empty if the end was wanted.
    record Finish(Optional<Failure> why) implements ClientAction {}
}
