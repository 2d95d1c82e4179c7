package org.adit.gateway.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.config.GatewayConfig;
import org.adit.gateway.config.Role;
import org.adit.protocol.auth.Identity;

/// The settings as rules: names of services and networks become prefixes, identities become what IKE compares.
public final class RulesOf {
    private RulesOf() {}

    public static Result<AccessRules, GatewayFailure> config(GatewayConfig config) {
        List<AccessRules.Site> sites = new ArrayList<>();
        for (var site : config.sites()) {
            Optional<Identity> identity = Identity.parse(site.identity());
            if (identity.isEmpty()) {
                return Result.failed(new GatewayFailure.SiteIdentityUnreadable(site.name(), site.identity()));
            }
            sites.add(new AccessRules.Site(site.name(), identity.get(), site.local(), site.remote(), site.start()));
        }
        List<AccessRules.Role> roles =
                config.roles().stream().map(role -> role(config, role)).toList();
        List<AccessRules.Pool> pools = config.pools().stream()
                .map(pool -> new AccessRules.Pool(pool.name(), pool.addresses(), pool.dns(), pool.domains()))
                .toList();
        return Result.ok(new AccessRules(roles, pools, sites));
    }

    private static AccessRules.Role role(GatewayConfig config, Role role) {
        AccessRules.Tunnel tunnel = switch (role.tunnel()) {
            case SPLIT -> AccessRules.Tunnel.SPLIT;
            case FULL -> AccessRules.Tunnel.FULL;
        };
        AccessRules.Limits limits = new AccessRules.Limits(
                Optional.of(role.limits().devices()),
                role.limits().idle(),
                Optional.of(role.limits().longest()));
        return new AccessRules.Role(role.name(), role.groups(), role.pool(), tunnel, config.routes(role), limits);
    }
}
