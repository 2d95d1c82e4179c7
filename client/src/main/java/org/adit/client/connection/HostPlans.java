package org.adit.client.connection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.base.settings.SettingTypes;
import org.adit.client.host.HostPlan;
import org.adit.client.profile.Profile.Tunnel;
import org.adit.protocol.ike.Assignment;
import org.adit.protocol.ipsec.TrafficSelector;

/// Makes the host's plan from what the gateway gave. All of that was authenticated, and is still held to bounds.
final class HostPlans {
    private static final int MOST_ROUTES = 1024;
    private static final int MOST_SERVERS = 8;
    private static final int MOST_DOMAINS = 64;

    private HostPlans() {}

    /// `remote` are the selectors of all Child SAs, `outside` every address that the gateway may have.
    static HostPlan plan(
            Tunnel tunnel, Assignment given, Collection<TrafficSelector> remote, Collection<IpAddress> outside) {
        boolean everything = tunnel.mode() == Tunnel.Mode.FULL;
        List<IpAddress> addresses = given.addresses().stream()
                .filter(address -> !address.isAny())
                .distinct()
                .toList();
        List<IpAddress> servers = given.dns().stream()
                .filter(address -> !address.isAny())
                .distinct()
                .limit(MOST_SERVERS)
                .toList();
        List<IpPrefix> inside = new ArrayList<>();
        List<IpPrefix> refused = new ArrayList<>();
        for (IpFamily family : IpFamily.values()) {
            boolean carried = addresses.stream().anyMatch(a -> a.family() == family);
            if (everything) {
                // A family that the tunnel does not carry must not go around it.
                (carried ? inside : refused).add(IpPrefix.all(family));
            } else if (carried) {
                inside.addAll(named(given, remote, servers, family));
            }
        }
        List<String> domains = given.domains().stream()
                .flatMap(d -> SettingTypes.domain(d).stream())
                .distinct()
                .limit(MOST_DOMAINS)
                .toList();
        HostPlan.Names names = servers.isEmpty()
                ? HostPlan.Names.NONE
                : new HostPlan.Names(servers, domains, everything || domains.isEmpty());
        boolean gatewayWantsAll = inside.stream().anyMatch(p -> p.length() == 0);
        return new HostPlan(
                addresses,
                inside,
                refused,
                outside.stream().distinct().sorted().toList(),
                gatewayWantsAll,
                names,
                tunnel.mtu());
    }

    /// The networks that the gateway named (INTERNAL_IP4_SUBNET, RFC 7296 §3.15.1) or else what the Child SAs carry,
    /// and the name servers.
    private static List<IpPrefix> named(
            Assignment given, Collection<TrafficSelector> remote, List<IpAddress> servers, IpFamily family) {
        List<IpPrefix> subnets =
                given.subnets().stream().filter(s -> s.family() == family).toList();
        List<IpPrefix> wanted = !subnets.isEmpty()
                ? new ArrayList<>(subnets)
                : new ArrayList<>(remote.stream()
                        .map(TrafficSelector::addresses)
                        .filter(range -> range.family() == family)
                        .flatMap(range -> range.prefixes().stream())
                        .toList());
        servers.stream().filter(s -> s.family() == family).map(IpPrefix::host).forEach(wanted::add);
        return wanted.stream()
                .filter(p -> wanted.stream().noneMatch(wider -> !wider.equals(p) && wider.contains(p)))
                .distinct()
                .sorted()
                .limit(MOST_ROUTES)
                .toList();
    }
}
