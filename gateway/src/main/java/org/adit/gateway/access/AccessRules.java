package org.adit.gateway.access;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.gateway.identity.Person;
import org.adit.protocol.auth.Identity;

/// What the settings say about people and sites, resolved: every name points to something that is there.
public record AccessRules(List<Role> roles, List<Pool> pools, List<Site> sites) {
    public static final AccessRules NONE = new AccessRules(List.of(), List.of(), List.of());

    public AccessRules {
        roles = List.copyOf(roles);
        pools = List.copyOf(pools);
        sites = List.copyOf(sites);
    }

    /// Who is in one of `groups` has this role. `reach` are the networks of its services.
    public record Role(
            String name, List<String> groups, String pool, Tunnel tunnel, List<IpPrefix> reach, Limits limits) {
        public Role {
            groups = List.copyOf(groups);
            reach = List.copyOf(reach);
        }
    }

    public enum Tunnel {
        SPLIT,
        FULL
    }

    /// `devices` is how many of a user's devices may be connected at once.
    public record Limits(Optional<Integer> devices, Optional<Duration> idle, Optional<Duration> longest) {
        public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public record Pool(String name, List<IpPrefix> addresses, List<IpAddress> dns, List<String> domains) {
        public Pool {
            addresses = List.copyOf(addresses);
            dns = List.copyOf(dns);
            domains = List.copyOf(domains);
        }
    }

    /// Another gateway that proves itself with a shared secret: our networks and theirs. `start`: we connect to it.
    public record Site(String name, Identity peer, List<IpPrefix> local, List<IpPrefix> remote, boolean start) {
        public Site {
            local = List.copyOf(local);
            remote = List.copyOf(remote);
        }
    }

    /// The first role, in the order of the settings, that names one of the person's groups. There is no default role:
    /// who is in none gets nothing (CVE-2023-20269 was a default that let people in).
    public Optional<Role> roleOf(Person person) {
        return roles.stream()
                .filter(role -> role.groups().stream().anyMatch(person.groups()::contains))
                .findFirst();
    }

    public Optional<Role> role(String name) {
        return roles.stream().filter(role -> role.name().equals(name)).findFirst();
    }

    public Optional<Pool> pool(String name) {
        return pools.stream().filter(pool -> pool.name().equals(name)).findFirst();
    }

    public Optional<Site> site(String name) {
        return sites.stream().filter(site -> site.name().equals(name)).findFirst();
    }

    /// The site with exactly this identity: type and octets.
    public Optional<Site> site(Identity peer) {
        return sites.stream().filter(site -> site.peer().equals(peer)).findFirst();
    }
}
