package org.adit.client.connection;

import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.client.profile.Profile.Tunnel;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;

/// What the user wants, from a profile. Without `addresses`, `host` is resolved. `persistent` never gives up, not
/// even before the first success.
public record ConnectionWish(
        String host,
        List<IpAddress> addresses,
        int port,
        Identity gateway,
        LocalCredential credential,
        Tunnel tunnel,
        boolean persistent) {
    public ConnectionWish {
        addresses = List.copyOf(addresses);
    }
}
