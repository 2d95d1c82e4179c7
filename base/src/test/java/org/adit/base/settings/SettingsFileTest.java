package org.adit.base.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.junit.jupiter.api.Test;

class SettingsFileTest {
    private enum Colour {
        RED,
        DARK_BLUE
    }

    private record Limits(int devices, Duration idle) {}

    private record Thing(
            String name, List<IpPrefix> nets, Colour colour, Optional<IpAddress> at, boolean on, Limits limits) {}

    private record Vault(SecretReference secret) {}

    private static final Setting<Integer> DEVICES =
            Setting.withDefault("devices", SettingType.number(1, 9), "How many.", 3, "3");
    private static final Setting<Duration> IDLE =
            Setting.withDefault("idle", SettingTypes.DURATION, "How long.", Duration.ofMinutes(30), "30m");
    private static final Section<Limits> LIMITS =
            new Section<>("limits", false, "Limits.", List.of(DEVICES, IDLE), in -> {
                Value<Integer> devices = in.read(DEVICES);
                Value<Duration> idle = in.read(IDLE);
                return in.make(() -> new Limits(devices.get(), idle.get()));
            });

    private static final Setting<String> NAME = Setting.required("name", SettingTypes.NAME, "What it is called.");
    private static final Setting<List<IpPrefix>> NETS =
            Setting.required("nets", SettingType.listOf(SettingTypes.NETWORK), "Its networks.");
    private static final Setting<Colour> COLOUR =
            Setting.withDefault("colour", SettingType.oneOf(Colour.class), "Its colour.", Colour.RED, "red");
    private static final Setting<IpAddress> AT = Setting.optional("at", SettingTypes.ADDRESS, "Where it is.");
    private static final Setting<Boolean> ON = Setting.withDefault("on", SettingType.FLAG, "Is it?", false, "false");
    private static final Setting<Limits> WITHIN = Setting.withDefault(
            "limits", SettingType.table(LIMITS), "Its limits.", new Limits(3, Duration.ofMinutes(30)), "{}");
    private static final Section<Thing> THING =
            new Section<>("thing", true, "Things.", List.of(NAME, NETS, COLOUR, AT, ON, WITHIN), in -> {
                Value<String> name = in.read(NAME);
                Value<List<IpPrefix>> nets = in.read(NETS);
                Value<Colour> colour = in.read(COLOUR);
                Value<Optional<IpAddress>> at = in.readOptional(AT);
                Value<Boolean> on = in.read(ON);
                Value<Limits> limits = in.read(WITHIN);
                return in.make(() -> new Thing(name.get(), nets.get(), colour.get(), at.get(), on.get(), limits.get()));
            });

    private static final Setting<SecretReference> SECRET =
            Setting.required("secret", SettingType.SECRET, "Where the secret is.");
    private static final Section<Vault> VAULT = new Section<>("vault", false, "A vault.", List.of(SECRET), in -> {
        Value<SecretReference> secret = in.read(SECRET);
        return in.make(() -> new Vault(secret.get()));
    });

    @Test
    void aGoodFileBecomesRecords() {
        SettingsFile file = parse("""
                [[thing]]
                name   = "a"
                nets   = ["10.0.0.0/8", "fd00::/8"]
                colour = "dark-blue"
                at     = "::1"
                on     = true
                limits = { devices = 2, idle = "1h" }

                [[thing]]
                name = "b"
                nets = []

                [vault]
                secret = "file:/etc/adit/secret"
                """);
        assertThat(file.many(THING, NAME).stream().map(Located::value))
                .containsExactly(
                        new Thing(
                                "a",
                                List.of(IpPrefix.of("10.0.0.0/8"), IpPrefix.of("fd00::/8")),
                                Colour.DARK_BLUE,
                                Optional.of(IpAddress.of("::1")),
                                true,
                                new Limits(2, Duration.ofHours(1))),
                        new Thing(
                                "b",
                                List.of(),
                                Colour.RED,
                                Optional.empty(),
                                false,
                                new Limits(3, Duration.ofMinutes(30))));
        assertThat(file.one(VAULT).orElseThrow().value().secret())
                .isEqualTo(new SecretReference.InFile("/etc/adit/secret"));
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithItsPlace() {
        SettingsFile file = parse("""
                [[thing]]
                name   = "a b"
                nets   = ["10.0.0.1/8", "10.0.0.0/33", 7, "10.0.0.0/8"]
                colour = "darkblue"
                at     = "1.2.3"
                on     = "yes"
                limits = { devices = 20, idel = "1h", idle = "soon" }
                clour  = "red"

                [[thing]]
                colour = 1.5

                [valut]
                secret = "x"
                """);
        assertThat(file.many(THING, NAME)).isEmpty();
        assertThat(file.one(VAULT)).isEmpty();
        assertThat(file.problems().stream().map(p -> p.line() + " " + p.code()))
                .containsExactly(
                        "0 SET-004",
                        "2 SET-005",
                        "3 SET-005",
                        "3 SET-005",
                        "3 SET-003",
                        "4 SET-005",
                        "5 SET-005",
                        "6 SET-003",
                        "7 SET-005",
                        "7 SET-002",
                        "7 SET-005",
                        "8 SET-002",
                        "10 SET-004",
                        "10 SET-004",
                        "11 SET-003",
                        "13 SET-002");
        assertThat(remedies(file))
                .contains(
                        "Did you mean \"idle\"?",
                        "Did you mean \"colour\"?",
                        "Did you mean \"vault\"?",
                        "Did you mean \"dark-blue\"?");
        assertThat(file.problems()).allSatisfy(p -> {
            assertThat(p.file()).isEqualTo("test.toml");
            assertThat(p.what()).isNotBlank();
            assertThat(p.remedy()).isNotBlank();
        });
    }

    @Test
    void theColumnIsThatOfTheItem() {
        SettingsFile file = parse("""
                [[thing]]
                name = "a"
                nets = ["10.0.0.0/8", "bad"]
                """);
        file.many(THING, NAME);
        assertThat(file.problems()).singleElement().satisfies(p -> {
            assertThat(p.line()).isEqualTo(3);
            assertThat(p.column()).isEqualTo(23);
        });
        assertThat(file.problems().getFirst()).asString().startsWith("test.toml:3:23: SET-005: ");
    }

    @Test
    void aSecretInTheFileIsAProblemThatDoesNotRepeatIt() {
        for (String value : List.of("\"hunter2\"", "7", "\"file:relative\"", "\"env:\"", "\"file:\"")) {
            SettingsFile file = parse("[vault]\nsecret = " + value + "\n");
            assertThat(file.one(VAULT)).isEmpty();
            assertThat(file.problems()).singleElement().satisfies(p -> {
                assertThat(p.code()).isEqualTo(Problems.SECRET_IN_FILE);
                assertThat(p.toString()).doesNotContain("hunter2").contains("file:/path");
            });
        }
    }

    @Test
    void syntaxErrorsAreProblemsAndNothingIsCalledMissingThen() {
        SettingsFile file = parse("[vault]\nsecret = \n[[thing]\nname = \"a\"\n");
        file.one(VAULT);
        file.many(THING, NAME);
        assertThat(file.damaged()).isTrue();
        assertThat(file.problems())
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.code()).isEqualTo("SET-001"));
        assertThat(file.problems().getFirst().line()).isEqualTo(2);
    }

    @Test
    void aKeyThatIsGivenTwiceIsASyntaxError() {
        SettingsFile file = parse("[vault]\nsecret = \"env:A\"\nsecret = \"env:B\"\n");
        assertThat(file.problems()).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("SET-001");
            assertThat(p.line()).isEqualTo(3);
        });
    }

    @Test
    void namesAndListItemsAreUnique() {
        SettingsFile file = parse("""
                [[thing]]
                name = "a"
                nets = ["10.0.0.0/8", "10.0.0.0/8"]
                [[thing]]
                name = "a"
                nets = []
                """);
        file.many(THING, NAME);
        assertThat(file.problems().stream().map(p -> p.line() + " " + p.code()))
                .containsExactly("3 SET-006", "5 SET-006");
    }

    @Test
    void aSectionOfTheWrongShapeIsAProblem() {
        SettingsFile file = parse("vault = 7\n[thing]\nname = \"a\"\n");
        file.one(VAULT);
        file.many(THING, NAME);
        assertThat(file.problems().stream().map(Problem::code)).containsExactly("SET-003", "SET-003");
        assertThat(remedies(file)).contains("Write it as a section: [[thing]].");
    }

    @Test
    void aSectionThatCouldNotBeReadStillHasItsName() {
        SettingsFile file = parse("[[thing]]\nname = \"a\"\nnets = 7\n");
        assertThat(file.many(THING, NAME)).isEmpty();
        assertThat(file.names(THING, NAME)).containsExactly("a");
    }

    @Test
    void durationsHaveOneUnit() {
        assertThat(SettingTypes.duration("90s")).contains(Duration.ofSeconds(90));
        assertThat(SettingTypes.duration("30m")).contains(Duration.ofMinutes(30));
        assertThat(SettingTypes.duration("12h")).contains(Duration.ofHours(12));
        assertThat(SettingTypes.duration("7d")).contains(Duration.ofDays(7));
        for (String bad : List.of("", "30", "m", "0m", "-1m", "1.5h", "1h30m", "30 m", "30M", "999999999d")) {
            assertThat(SettingTypes.duration(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void domainsAreNamesAndNotAddresses() {
        assertThat(SettingTypes.domain("VPN.example.ORG")).contains("vpn.example.org");
        assertThat(SettingTypes.domain("xn--bcher-kva.example")).isPresent();
        for (String bad : List.of(
                "", ".", "a..b", "-a.b", "a-.b", "a b", "a_b", "10.0.0.1", "1.2.3", "a.b.", "*.a", "a".repeat(64))) {
            assertThat(SettingTypes.domain(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void theNearestKeyIsFoundByFewChanges() {
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("adresses", "addresses")).isEqualTo(1);
        assertThat(Nearest.distance("idel", "idle")).isEqualTo(1);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.to("adresses", List.of("name", "addresses"))).contains("addresses");
        assertThat(Nearest.to("zebra", List.of("name", "addresses"))).isEmpty();
        assertThat(Nearest.remedy("zebra", List.of("name", "pool"))).isEqualTo("Known here: name, pool.");
    }

    @Test
    void aValueReadOutsideOfMakeIsABug() {
        assertThatThrownBy(() -> new Value<String>(Optional.empty()).get()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theReferenceComesFromTheDeclarations() {
        String page = SettingsReference.markdown("# Settings", List.of(THING, VAULT));
        assertThat(page)
                .startsWith("# Settings\n")
                .contains("## `[[thing]]`", "## `[vault]`")
                .contains("| `colour` | `red` or `dark-blue` | `red` | Its colour. |")
                .contains("| `limits.idle` | a duration in s, m, h or d | `30m` | How long. |")
                .contains("| `at` | an IP address | none | Where it is. |");
        for (Section<?> section : List.of(THING, VAULT)) {
            section.keys().forEach(key -> assertThat(page).contains("| `" + key + "` |"));
        }
    }

    private static SettingsFile parse(String text) {
        return SettingsFile.parse("test.toml", text, List.of(THING, VAULT));
    }

    private static List<String> remedies(SettingsFile file) {
        return file.problems().stream().map(Problem::remedy).toList();
    }
}
