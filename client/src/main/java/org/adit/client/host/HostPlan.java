package org.adit.client.host;

import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;

/// How the host shall be while connected.
///
/// `addresses` are ours inside the tunnel. Packets to `inside` go into it, those to `refused` nowhere. Packets to
/// `outside`, the gateway's own addresses, never go into the tunnel. With `localNetworksFirst` networks that the host
/// has routes of its own for, other than default routes, stay outside. `mtu` is of inner packets, in octets.
public record HostPlan(
        List<IpAddress> addresses,
        List<IpPrefix> inside,
        List<IpPrefix> refused,
        List<IpAddress> outside,
        boolean localNetworksFirst,
        Names names,
        int mtu) {
    public HostPlan {
        addresses = List.copyOf(addresses);
        inside = List.copyOf(inside);
        refused = List.copyOf(refused);
        outside = List.copyOf(outside);
    }

    /// Name servers inside. With `everything` they are asked for all names, otherwise for those under `domains`, where
    /// the host can tell the difference. `domains` are well-formed.
    public record Names(List<IpAddress> servers, List<String> domains, boolean everything) {
        public static final Names NONE = new Names(List.of(), List.of(), false);

        public Names {
            servers = List.copyOf(servers);
            domains = List.copyOf(domains);
        }
    }
}
