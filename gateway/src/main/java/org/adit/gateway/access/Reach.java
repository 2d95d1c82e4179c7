package org.adit.gateway.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.gateway.access.AccessRules.Pool;
import org.adit.gateway.access.AccessRules.Role;
import org.adit.gateway.access.AccessRules.Tunnel;
import org.adit.protocol.ike.Assignment;
import org.adit.protocol.ipsec.TrafficSelector;

/// What a client with these addresses may talk to, and what it is told.
public record Reach(Assignment assignment, List<TrafficSelector> local, List<TrafficSelector> remote) {
    public Reach {
        local = List.copyOf(local);
        remote = List.copyOf(remote);
    }

    /// Only families in which the client has an address count: nothing else could be used.
    public static Reach of(Role role, Pool pool, List<IpAddress> leased) {
        List<IpFamily> families = leased.stream().map(IpAddress::family).toList();
        List<IpAddress> dns = pool.dns().stream()
                .filter(server -> families.contains(server.family()))
                .toList();
        List<IpPrefix> networks = role.tunnel() == Tunnel.FULL
                ? families.stream().distinct().map(IpPrefix::all).toList()
                : networks(role, dns, families);
        List<IpPrefix> subnets = role.tunnel() == Tunnel.FULL ? List.of() : networks;
        return new Reach(
                new Assignment(leased, dns, pool.domains(), subnets),
                networks.stream().map(TrafficSelector::of).toList(),
                leased.stream().map(TrafficSelector::of).toList());
    }

    /// With the pool's DNS servers: a name server that cannot be reached resolves nothing.
    private static List<IpPrefix> networks(Role role, List<IpAddress> dns, List<IpFamily> families) {
        Set<IpPrefix> wanted = new LinkedHashSet<>(role.reach());
        dns.forEach(server -> wanted.add(IpPrefix.host(server)));
        List<IpPrefix> networks = new ArrayList<>();
        for (IpPrefix prefix : wanted) {
            boolean covered = wanted.stream().anyMatch(other -> !other.equals(prefix) && other.contains(prefix));
            if (families.contains(prefix.family()) && !covered) {
                networks.add(prefix);
            }
        }
        return List.copyOf(networks);
    }
}
