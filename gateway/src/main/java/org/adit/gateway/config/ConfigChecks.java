package org.adit.gateway.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.adit.base.net.IpPrefix;
import org.adit.base.settings.Located;
import org.adit.base.settings.Nearest;
import org.adit.base.settings.Problems;
import org.adit.base.settings.SectionReader;
import org.adit.base.settings.Setting;

/// What must hold between sections. Each problem stands where the later of the two sections speaks.
final class ConfigChecks {
    private ConfigChecks() {}

    /// Roles reach services and networks by one name.
    static void names(List<Located<Service>> services, Set<String> networkNames) {
        for (Located<Service> service : services) {
            String name = service.value().name();
            if (networkNames.contains(name)) {
                service.from()
                        .problem(
                                Service.NAME,
                                Problems.DUPLICATE,
                                "There is a network \"" + name + "\" too, and roles reach both by name",
                                "Give one of them another name.");
            }
        }
    }

    static void references(List<Located<Role>> roles, Set<String> pools, Set<String> reachable) {
        for (Located<Role> located : roles) {
            Role role = located.value();
            if (!pools.contains(role.pool())) {
                located.from()
                        .problem(
                                Role.POOL,
                                Problems.NO_SUCH_NAME,
                                "There is no pool \"" + role.pool() + "\"",
                                pools.isEmpty() ? "Add a [[pool]]." : Nearest.remedy(role.pool(), pools));
            }
            for (int i = 0; i < role.reach().size(); i++) {
                String name = role.reach().get(i);
                if (!reachable.contains(name)) {
                    located.from()
                            .problem(
                                    Role.REACH,
                                    i,
                                    Problems.NO_SUCH_NAME,
                                    "There is no service or network \"" + name + "\"",
                                    reachable.isEmpty()
                                            ? "Add a [[service]] or a [[network]]."
                                            : Nearest.remedy(name, reachable));
                }
            }
        }
    }

    static void pools(List<Located<Pool>> pools) {
        List<Taken> taken = new ArrayList<>();
        for (Located<Pool> pool : pools) {
            claim(
                    taken,
                    pool.from(),
                    Pool.ADDRESSES,
                    pool.value().addresses(),
                    "pool \"" + pool.value().name() + "\"");
        }
    }

    /// What lies behind a site is routed there: it is neither ours, nor leased, nor behind another site.
    static void sites(List<Located<Site>> sites, List<Located<Pool>> pools) {
        List<Taken> taken = new ArrayList<>();
        for (Located<Pool> pool : pools) {
            pool.value()
                    .addresses()
                    .forEach(network -> taken.add(
                            new Taken(network, "pool \"" + pool.value().name() + "\"")));
        }
        Set<String> identities = new HashSet<>();
        for (Located<Site> located : sites) {
            Site site = located.value();
            String owner = "site \"" + site.name() + "\"";
            claim(taken, located.from(), Site.REMOTE, site.remote(), owner);
            List<Taken> ours = new ArrayList<>();
            site.local().forEach(network -> ours.add(new Taken(network, "\"local\" of the same site")));
            for (int i = 0; i < site.remote().size(); i++) {
                overlap(ours, located.from(), Site.REMOTE, i, site.remote().get(i));
            }
            if (!identities.add(site.identity())) {
                located.from()
                        .problem(
                                Site.IDENTITY,
                                Problems.DUPLICATE,
                                "Another site has the identity \"" + site.identity() + "\" too",
                                "Give each site its own, or its secret cannot be found.");
            }
        }
    }

    private record Taken(IpPrefix network, String owner) {}

    private static void claim(
            List<Taken> taken, SectionReader from, Setting<?> setting, List<IpPrefix> networks, String owner) {
        for (int i = 0; i < networks.size(); i++) {
            overlap(taken, from, setting, i, networks.get(i));
            taken.add(new Taken(networks.get(i), owner));
        }
    }

    private static void overlap(
            List<Taken> taken, SectionReader from, Setting<?> setting, int index, IpPrefix network) {
        taken.stream()
                .filter(other -> other.network().contains(network) || network.contains(other.network()))
                .findFirst()
                .ifPresent(other -> from.problem(
                        setting,
                        index,
                        Problems.OVERLAP,
                        network + " overlaps " + other.network() + " of " + other.owner(),
                        "Use networks that have no address in common."));
    }
}
