package org.adit.client.connection;

import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.IpAddress;
import org.adit.client.host.Host;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.Path;

/// Everything that can happen to a [ClientCore].
public sealed interface ClientInput {
    /// Begin. Once.
    record Start() implements ClientInput {}

    /// Answers [ClientAction.Resolve]; in the order of preference, empty if there is none.
    record Resolved(List<IpAddress> addresses) implements ClientInput {
        public Resolved {
            addresses = List.copyOf(addresses);
        }
    }

    /// Answers [ClientAction.FindPath]: how packets to `gateway` would leave now, if they can.
    record PathFound(IpAddress gateway, Optional<Path> path) implements ClientInput {}

    record FromIke(SaId sa, IkeEvent event) implements ClientInput {}

    /// Answers [ClientAction.Apply].
    record HostApplied(Host.Applied how) implements ClientInput {}

    record HostRefused(Failure why) implements ClientInput {}

    /// Answers [ClientAction.Restore].
    record HostRestored(Optional<Failure> trouble) implements ClientInput {}

    /// Interfaces, addresses or routes of the host are not what they were.
    record NetworkChanged() implements ClientInput {}

    /// The tunnel's device or another part of the program is lost.
    record Broken(Failure why) implements ClientInput {}

    /// The user wants an end.
    record Disconnect() implements ClientInput {}

    /// The time of the wake that was asked for, or later.
    record TimeReached() implements ClientInput {}
}
