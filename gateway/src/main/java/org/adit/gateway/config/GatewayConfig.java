package org.adit.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.adit.base.net.IpPrefix;
import org.adit.base.settings.Problem;
import org.adit.base.settings.Section;
import org.adit.base.settings.SettingsReference;
import org.adit.protocol.ipsec.TrafficSelector;

/// Everything that `gateway.toml` decides. Made only by [#read], so an invalid one does not exist outside tests of
/// single sections.
public record GatewayConfig(
        Front gateway,
        Crypto crypto,
        Nat nat,
        DataPlaneSwitches dataPlane,
        List<Pool> pools,
        List<Network> networks,
        List<Service> services,
        List<Role> roles,
        List<Site> sites) {
    /// All sections, in the order of the reference page.
    public static final List<Section<?>> SECTIONS = List.of(
            Front.SECTION,
            Crypto.SECTION,
            Pool.SECTION,
            Network.SECTION,
            Service.SECTION,
            Role.SECTION,
            Nat.SECTION,
            Site.SECTION,
            DataPlaneSwitches.SECTION);

    public GatewayConfig {
        pools = List.copyOf(pools);
        networks = List.copyOf(networks);
        services = List.copyOf(services);
        roles = List.copyOf(roles);
        sites = List.copyOf(sites);
    }

    /// What came out of a text.
    public sealed interface Outcome {
        record Valid(GatewayConfig config) implements Outcome {}

        /// All of them, in the order of the file; at least one.
        record Invalid(List<Problem> problems) implements Outcome {
            public Invalid {
                problems = List.copyOf(problems);
            }
        }
    }

    /// `file` is only for the problems.
    public static Outcome read(String file, String text) {
        return ConfigReader.read(file, text);
    }

    public Optional<Pool> pool(String name) {
        return pools.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    public Optional<Role> role(String name) {
        return roles.stream().filter(r -> r.name().equals(name)).findFirst();
    }

    public Optional<Site> site(String name) {
        return sites.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /// The role of a person: the first in the file that names one of the groups.
    public Optional<Role> roleOf(Set<String> groups) {
        return roles.stream()
                .filter(role -> role.groups().stream().anyMatch(groups::contains))
                .findFirst();
    }

    /// Every network that holds something this role may reach: its routes under split tunnel.
    public List<IpPrefix> routes(Role role) {
        Set<IpPrefix> routes = new LinkedHashSet<>();
        for (TrafficSelector selector : selectors(role)) {
            routes.addAll(selector.addresses().prefixes());
        }
        return List.copyOf(routes);
    }

    /// What this role may reach, with ports.
    public List<TrafficSelector> selectors(Role role) {
        List<TrafficSelector> selectors = new ArrayList<>();
        for (String name : role.reach()) {
            networks.stream()
                    .filter(n -> n.name().equals(name))
                    .forEach(n -> n.addresses().forEach(a -> selectors.add(TrafficSelector.of(a))));
            services.stream().filter(s -> s.name().equals(name)).forEach(s -> selectors.addAll(s.selectors()));
        }
        return List.copyOf(selectors);
    }

    /// The page docs/settings.md.
    public static String reference() {
        return SettingsReference.markdown("""
                # Settings of the gateway

                `gateway.toml` holds what the organisation decides. `adit gateway check` reports every mistake in it with
                line, column and remedy; a running gateway takes a changed file over without dropping sessions where the
                change allows it. Secrets are never values here, only references: `file:/path` or `env:NAME`.

                This page is generated from the declarations in `org.adit.gateway.config`.
                """, SECTIONS);
    }
}
