package org.adit.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.adit.base.settings.Problems;
import org.adit.base.settings.Section;
import org.adit.base.settings.SectionReader;
import org.adit.base.settings.Setting;
import org.adit.base.settings.SettingType;
import org.adit.base.settings.SettingTypes;
import org.adit.base.settings.Value;

/// `[[role]]`: who may reach what, how proven, under which limits. `reach` names services and networks.
public record Role(
        String name,
        List<String> groups,
        String pool,
        Tunnel tunnel,
        List<String> reach,
        List<Proof> prove,
        Limits limits) {
    /// Whether only what can be reached goes through the tunnel, or everything.
    public enum Tunnel {
        SPLIT,
        FULL
    }

    /// How a person is proven.
    public enum Proof {
        CERTIFICATE,
        SECOND_FACTOR
    }

    /// `devices` at one time; a session ends after `idle` without traffic, if given, and after `longest` in any case.
    public record Limits(int devices, Optional<Duration> idle, Duration longest) {
        public static final Limits DEFAULT = new Limits(5, Optional.empty(), Duration.ofHours(24));

        static final Setting<Integer> DEVICES = Setting.withDefault(
                "devices", SettingType.number(1, 1000), "Devices of one person at one time.", DEFAULT.devices(), "5");
        static final Setting<Duration> IDLE =
                Setting.optional("idle", SettingTypes.DURATION, "A session without traffic ends after this.");
        static final Setting<Duration> LONGEST = Setting.withDefault(
                "longest", SettingTypes.DURATION, "Every session ends after this.", DEFAULT.longest(), "24h");

        static final Section<Limits> SECTION =
                new Section<>("limits", false, "Limits of a session.", List.of(DEVICES, IDLE, LONGEST), in -> {
                    Value<Integer> devices = in.read(DEVICES);
                    Value<Optional<Duration>> idle = in.readOptional(IDLE);
                    Value<Duration> longest = in.read(LONGEST);
                    return in.make(() -> new Limits(devices.get(), idle.get(), longest.get()));
                });
    }

    static final Setting<String> NAME = Setting.required("name", SettingTypes.NAME, "What it is called.");
    static final Setting<List<String>> GROUPS = Setting.required(
            "groups",
            SettingType.listOf(SettingTypes.NAME),
            "Groups, from the user store or a directory, whose members have this role.");
    static final Setting<String> POOL = Setting.required("pool", SettingTypes.NAME, "The pool of its leases.");
    static final Setting<Tunnel> TUNNEL = Setting.withDefault(
            "tunnel",
            SettingType.oneOf(Tunnel.class),
            "`split`: only what can be reached goes through the tunnel. `full`: everything.",
            Tunnel.SPLIT,
            "\"split\"");
    static final Setting<List<String>> REACH =
            Setting.required("reach", SettingType.listOf(SettingTypes.NAME), "Names of services and networks.");
    static final Setting<List<Proof>> PROVE = Setting.withDefault(
            "prove",
            SettingType.listOf(SettingType.oneOf(Proof.class)),
            "What a person must prove. `second-factor` is not available in this version.",
            List.of(Proof.CERTIFICATE),
            "[\"certificate\"]");
    static final Setting<Limits> LIMITS = Setting.withDefault(
            "limits", SettingType.table(Limits.SECTION), "Limits of its sessions.", Limits.DEFAULT, "{}");

    static final Section<Role> SECTION = new Section<>(
            "role",
            true,
            "Who may reach what, how proven, under which limits. The first role with one of a person's groups counts.",
            List.of(NAME, GROUPS, POOL, TUNNEL, REACH, PROVE, LIMITS),
            Role::read);

    public Role {
        groups = List.copyOf(groups);
        reach = List.copyOf(reach);
        prove = List.copyOf(prove);
    }

    private static Optional<Role> read(SectionReader in) {
        Value<String> name = in.read(NAME);
        Value<List<String>> groups = in.read(GROUPS);
        Value<String> pool = in.read(POOL);
        Value<Tunnel> tunnel = in.read(TUNNEL);
        Value<List<String>> reach = in.read(REACH);
        Value<List<Proof>> prove = in.read(PROVE);
        Value<Limits> limits = in.read(LIMITS);
        if (groups.ifRead().filter(List::isEmpty).isPresent()) {
            in.problem(GROUPS, Problems.BAD_VALUE, "\"groups\" is empty, so nobody has this role", "Name a group.");
        }
        prove.ifRead().ifPresent(proofs -> check(proofs, in));
        return in.make(() ->
                new Role(name.get(), groups.get(), pool.get(), tunnel.get(), reach.get(), prove.get(), limits.get()));
    }

    private static void check(List<Proof> proofs, SectionReader in) {
        if (proofs.isEmpty()) {
            in.problem(
                    PROVE,
                    Problems.BAD_VALUE,
                    "\"prove\" is empty, so anybody could claim this role",
                    "Write [\"certificate\"], or remove the line.");
        }
        int secondFactor = proofs.indexOf(Proof.SECOND_FACTOR);
        if (secondFactor >= 0) {
            // Taking it silently would admit people with less proof than the file promises.
            in.problem(
                    PROVE,
                    secondFactor,
                    Problems.NOT_AVAILABLE,
                    "This version cannot ask for a second factor",
                    "Remove \"second-factor\" if a certificate is enough for this role.");
        }
    }
}
