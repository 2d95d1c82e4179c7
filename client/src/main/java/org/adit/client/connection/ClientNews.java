package org.adit.client.connection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.client.host.Host;
import org.adit.protocol.ipsec.Path;

/// What the user may see happen, in order.
public sealed interface ClientNews {
    record Resolving(String name) implements ClientNews {}

    record Trying(Endpoint gateway) implements ClientNews {}

    /// `gateway` has proven to be that; `suite` protects the IKE SA.
    record SignedIn(String gateway, String suite, boolean behindNat) implements ClientNews {}

    record Connected(Tunnel tunnel) implements ClientNews {}

    record Moved(Path path) implements ClientNews {}

    record Rekeyed(String what) implements ClientNews {}

    /// `again` is when the next attempt starts.
    record Interrupted(Failure why, Duration again) implements ClientNews {}

    /// Something lesser went wrong; the connection goes on.
    record Warned(Failure why) implements ClientNews {}

    record Disconnecting() implements ClientNews {}

    record Ended(Optional<Failure> why) implements ClientNews {}

    /// What a connection gives. `everything`: all traffic goes inside.
    record Tunnel(
            String gateway,
            Path path,
            List<IpAddress> addresses,
            List<IpPrefix> routes,
            boolean everything,
            Host.Applied host,
            List<IpAddress> dns) {
        public Tunnel {
            addresses = List.copyOf(addresses);
            routes = List.copyOf(routes);
            dns = List.copyOf(dns);
        }
    }
}
