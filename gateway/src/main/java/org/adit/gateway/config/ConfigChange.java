package org.adit.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.adit.base.net.IpRange;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.negotiate.SelectorNarrowing;

/// One difference between two configurations, and what it takes.
public sealed interface ConfigChange {
    /// From the mildest to the hardest.
    enum Effect {
        /// at once, for everybody
        LIVE,
        /// sessions go on as they are
        NEW_SESSIONS,
        /// the sessions concerned end, so that nobody keeps what was taken away
        ENDS_SESSIONS,
        /// only after a restart
        RESTART
    }

    Effect effect();

    /// For people.
    String text();

    record FrontChanged(Front before, Front after) implements ConfigChange {
        @Override
        public Effect effect() {
            return Effect.RESTART;
        }

        @Override
        public String text() {
            return "[gateway] changed: " + before + " became " + after;
        }
    }

    record PolicyChanged(CryptoPolicy before, CryptoPolicy after) implements ConfigChange {
        @Override
        public Effect effect() {
            return Effect.NEW_SESSIONS;
        }

        @Override
        public String text() {
            return "the crypto policy became " + after;
        }
    }

    record MasqueradeChanged(boolean after) implements ConfigChange {
        @Override
        public Effect effect() {
            return Effect.LIVE;
        }

        @Override
        public String text() {
            return "masquerading is " + (after ? "on" : "off");
        }
    }

    /// Device and sockets are made once.
    record DataPlaneChanged(DataPlaneSwitches before, DataPlaneSwitches after) implements ConfigChange {
        @Override
        public Effect effect() {
            return Effect.RESTART;
        }

        @Override
        public String text() {
            return "[data-plane] changed";
        }
    }

    record PoolChanged(Optional<Pool> before, Optional<Pool> after, Effect effect) implements ConfigChange {
        @Override
        public String text() {
            return words("pool", before.map(Pool::name), after.map(Pool::name));
        }
    }

    /// Also if only a service or a network changed that the role may reach.
    record RoleChanged(Optional<Role> before, Optional<Role> after, Effect effect) implements ConfigChange {
        @Override
        public String text() {
            return words("role", before.map(Role::name), after.map(Role::name));
        }
    }

    /// The first role with one of a person's groups counts, so order is a decision too.
    record RolesReordered(List<String> after) implements ConfigChange {
        public RolesReordered {
            after = List.copyOf(after);
        }

        @Override
        public Effect effect() {
            return Effect.NEW_SESSIONS;
        }

        @Override
        public String text() {
            return "roles are now considered in the order " + String.join(", ", after);
        }
    }

    record SiteChanged(Optional<Site> before, Optional<Site> after, Effect effect) implements ConfigChange {
        @Override
        public String text() {
            return words("site", before.map(Site::name), after.map(Site::name));
        }
    }

    /// All differences; none if both mean the same.
    static List<ConfigChange> between(GatewayConfig before, GatewayConfig after) {
        List<ConfigChange> changes = new ArrayList<>();
        if (!before.gateway().equals(after.gateway())) {
            changes.add(new FrontChanged(before.gateway(), after.gateway()));
        }
        if (before.crypto().policy() != after.crypto().policy()) {
            changes.add(
                    new PolicyChanged(before.crypto().policy(), after.crypto().policy()));
        }
        if (before.nat().masquerade() != after.nat().masquerade()) {
            changes.add(new MasqueradeChanged(after.nat().masquerade()));
        }
        if (!before.dataPlane().equals(after.dataPlane())) {
            changes.add(new DataPlaneChanged(before.dataPlane(), after.dataPlane()));
        }
        changes.addAll(pairs(before.pools(), after.pools(), Pool::name, (old, now) -> pool(old, now)));
        changes.addAll(pairs(before.roles(), after.roles(), Role::name, (old, now) -> role(old, now, before, after)));
        if (!order(before, after).equals(order(after, before))) {
            changes.add(
                    new RolesReordered(after.roles().stream().map(Role::name).toList()));
        }
        changes.addAll(pairs(before.sites(), after.sites(), Site::name, (old, now) -> site(old, now)));
        return List.copyOf(changes);
    }

    /// The roles of `one` that `other` has too.
    private static List<String> order(GatewayConfig one, GatewayConfig other) {
        return one.roles().stream()
                .map(Role::name)
                .filter(name -> other.role(name).isPresent())
                .toList();
    }

    private static <T> List<ConfigChange> pairs(
            List<T> before,
            List<T> after,
            Function<T, String> name,
            BiFunction<Optional<T>, Optional<T>, Optional<ConfigChange>> difference) {
        Map<String, T> old = new LinkedHashMap<>();
        before.forEach(each -> old.put(name.apply(each), each));
        List<ConfigChange> changes = new ArrayList<>();
        for (T now : after) {
            difference
                    .apply(Optional.ofNullable(old.remove(name.apply(now))), Optional.of(now))
                    .ifPresent(changes::add);
        }
        old.values()
                .forEach(gone ->
                        difference.apply(Optional.of(gone), Optional.empty()).ifPresent(changes::add));
        return changes;
    }

    private static Optional<ConfigChange> pool(Optional<Pool> before, Optional<Pool> after) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        List<IpRange> kept = after.map(Pool::leasable).orElse(List.of());
        boolean allKept = before.map(Pool::leasable).orElse(List.of()).stream()
                .allMatch(range -> kept.stream().anyMatch(wide -> wide.contains(range)));
        Effect effect = before.isEmpty() ? Effect.LIVE : allKept ? Effect.NEW_SESSIONS : Effect.ENDS_SESSIONS;
        return Optional.of(new PoolChanged(before, after, effect));
    }

    private static Optional<ConfigChange> role(
            Optional<Role> before, Optional<Role> after, GatewayConfig from, GatewayConfig to) {
        List<TrafficSelector> reached = before.map(from::selectors).orElse(List.of());
        List<TrafficSelector> reaches = after.map(to::selectors).orElse(List.of());
        if (before.equals(after) && reached.equals(reaches)) {
            return Optional.empty();
        }
        boolean nothingTaken = before.isEmpty()
                || after.isPresent()
                        && SelectorNarrowing.within(reached, reaches)
                        && takesNothing(before.get(), after.get());
        Effect effect = before.isEmpty() ? Effect.LIVE : nothingTaken ? Effect.NEW_SESSIONS : Effect.ENDS_SESSIONS;
        return Optional.of(new RoleChanged(before, after, effect));
    }

    private static boolean takesNothing(Role before, Role after) {
        Role.Limits limit = after.limits();
        Role.Limits earlier = before.limits();
        boolean idleLasts = limit.idle().isEmpty()
                || earlier.idle()
                        .filter(idle -> idle.compareTo(limit.idle().get()) <= 0)
                        .isPresent();
        return before.pool().equals(after.pool())
                && before.tunnel() == after.tunnel()
                && after.groups().containsAll(before.groups())
                && before.prove().containsAll(after.prove())
                && after.reach().containsAll(before.reach())
                && limit.devices() >= earlier.devices()
                && limit.longest().compareTo(earlier.longest()) >= 0
                && idleLasts;
    }

    private static Optional<ConfigChange> site(Optional<Site> before, Optional<Site> after) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        return Optional.of(new SiteChanged(before, after, before.isEmpty() ? Effect.LIVE : Effect.ENDS_SESSIONS));
    }

    private static String words(String kind, Optional<String> before, Optional<String> after) {
        String verb = before.isEmpty() ? " is new" : after.isEmpty() ? " is gone" : " changed";
        return kind + " \"" + after.or(() -> before).orElseThrow() + "\"" + verb;
    }
}
