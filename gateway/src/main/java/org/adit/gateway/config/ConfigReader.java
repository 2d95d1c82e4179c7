package org.adit.gateway.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.adit.base.settings.Located;
import org.adit.base.settings.Problem;
import org.adit.base.settings.SettingsFile;
import org.adit.gateway.config.GatewayConfig.Outcome;

/// Reads every section, then checks them against each other, then decides.
final class ConfigReader {
    private ConfigReader() {}

    static Outcome read(String file, String text) {
        SettingsFile settings = SettingsFile.parse(file, text, GatewayConfig.SECTIONS);
        Optional<Front> front = settings.one(Front.SECTION).map(Located::value);
        Optional<Crypto> crypto = settings.one(Crypto.SECTION).map(Located::value);
        Optional<Nat> nat = settings.one(Nat.SECTION).map(Located::value);
        Optional<DataPlaneSwitches> dataPlane =
                settings.one(DataPlaneSwitches.SECTION).map(Located::value);
        List<Located<Pool>> pools = settings.many(Pool.SECTION, Pool.NAME);
        List<Located<Network>> networks = settings.many(Network.SECTION, Network.NAME);
        List<Located<Service>> services = settings.many(Service.SECTION, Service.NAME);
        List<Located<Role>> roles = settings.many(Role.SECTION, Role.NAME);
        List<Located<Site>> sites = settings.many(Site.SECTION, Site.NAME);

        Set<String> networkNames = settings.names(Network.SECTION, Network.NAME);
        Set<String> reachable = new LinkedHashSet<>(networkNames);
        reachable.addAll(settings.names(Service.SECTION, Service.NAME));
        ConfigChecks.names(services, networkNames);
        ConfigChecks.references(roles, settings.names(Pool.SECTION, Pool.NAME), reachable);
        ConfigChecks.pools(pools);
        ConfigChecks.sites(sites, pools);

        List<Problem> problems = settings.problems();
        if (!problems.isEmpty()) {
            return new Outcome.Invalid(problems);
        }
        return new Outcome.Valid(new GatewayConfig(
                front.orElseThrow(),
                crypto.orElseThrow(),
                nat.orElseThrow(),
                dataPlane.orElseThrow(),
                values(pools),
                values(networks),
                values(services),
                values(roles),
                values(sites)));
    }

    private static <T> List<T> values(List<Located<T>> sections) {
        return sections.stream().map(Located::value).toList();
    }
}
