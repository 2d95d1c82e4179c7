package org.adit.gateway.config;

import static org.adit.gateway.config.Configs.FULL;
import static org.adit.gateway.config.Configs.codes;
import static org.adit.gateway.config.Configs.line;
import static org.adit.gateway.config.Configs.problems;
import static org.adit.gateway.config.Configs.valid;
import static org.adit.gateway.config.Configs.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.adit.base.feature.Switch;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.base.net.IpRange;
import org.adit.base.settings.Problem;
import org.adit.base.settings.SecretReference;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayConfigTest {
    @Test
    void everySectionBecomesItsRecord() {
        GatewayConfig config = valid(FULL);
        assertThat(config.gateway()).isEqualTo(new Front("vpn.example.org", Front.EVERYWHERE, "/var/lib/adit"));
        assertThat(config.crypto().policy()).isEqualTo(CryptoPolicy.COMPAT);
        assertThat(config.nat().masquerade()).isTrue();
        assertThat(config.dataPlane())
                .isEqualTo(new DataPlaneSwitches(
                        Switch.ON,
                        Switch.AUTO,
                        Switch.AUTO,
                        Switch.OFF,
                        Switch.AUTO,
                        DataPlaneSwitches.CipherEngine.IPSEC_MB,
                        OptionalInt.of(4)));
        assertThat(config.pool("staff"))
                .contains(new Pool(
                        "staff",
                        List.of(IpPrefix.of("10.99.0.0/20"), IpPrefix.of("fd99:1::/64")),
                        List.of(IpAddress.of("10.1.0.53")),
                        List.of("corp.example.org")));
        assertThat(config.role("staff"))
                .contains(new Role(
                        "staff",
                        List.of("employees"),
                        "staff",
                        Role.Tunnel.SPLIT,
                        List.of("wiki", "lan"),
                        List.of(Role.Proof.CERTIFICATE),
                        new Role.Limits(3, Optional.of(Duration.ofMinutes(30)), Duration.ofHours(12))));
        assertThat(config.site("branch"))
                .contains(new Site(
                        "branch",
                        Optional.of("gw.branch.example.org"),
                        "gw.branch.example.org",
                        new SecretReference.InFile("/etc/adit/branch.secret"),
                        List.of(IpPrefix.of("10.1.0.0/24")),
                        List.of(IpPrefix.of("10.50.0.0/16")),
                        true));
    }

    @Test
    void aNameIsEnough() {
        GatewayConfig config = valid("[gateway]\nname = \"203.0.113.1\"\n");
        assertThat(config.gateway()).isEqualTo(new Front("203.0.113.1", Front.EVERYWHERE, Front.DEFAULT_DATA));
        assertThat(config.crypto().policy()).isEqualTo(CryptoPolicy.DEFAULT);
        assertThat(config.nat().masquerade()).isFalse();
        assertThat(config.roles()).isEmpty();
        assertThat(config.dataPlane())
                .isEqualTo(new DataPlaneSwitches(
                        Switch.AUTO,
                        Switch.AUTO,
                        Switch.AUTO,
                        Switch.AUTO,
                        Switch.AUTO,
                        DataPlaneSwitches.CipherEngine.AUTO,
                        OptionalInt.empty()));
    }

    @Test
    void withoutANameNothingStarts() {
        assertThat(codes("")).containsExactly("0 SET-004");
        assertThat(codes("[crypto]\npolicy = \"modern\"\n")).containsExactly("0 SET-004");
    }

    @Test
    void aRoleReachesItsServicesWithPortsAndItsNetworksWhole() {
        GatewayConfig config = valid(FULL);
        Role staff = config.role("staff").orElseThrow();
        IpRange wiki = IpPrefix.of("10.2.0.10/32").range();
        assertThat(config.selectors(staff))
                .containsExactly(
                        new TrafficSelector(6, 443, 443, wiki),
                        new TrafficSelector(17, 8000, 8010, wiki),
                        TrafficSelector.of(IpPrefix.of("10.1.0.0/24")),
                        TrafficSelector.of(IpPrefix.of("fd00:1::/64")));
        assertThat(config.routes(staff))
                .containsExactly(IpPrefix.of("10.2.0.10/32"), IpPrefix.of("10.1.0.0/24"), IpPrefix.of("fd00:1::/64"));
    }

    @Test
    void theFirstRoleWithOneOfAPersonsGroupsCounts() {
        GatewayConfig config = valid(FULL + """
                [[role]]
                name = "guests"
                groups = ["guests", "employees"]
                pool = "staff"
                reach = []
                """);
        assertThat(config.roleOf(Set.of("employees")).map(Role::name)).contains("staff");
        assertThat(config.roleOf(Set.of("guests")).map(Role::name)).contains("guests");
        assertThat(config.roleOf(Set.of("strangers"))).isEmpty();
    }

    @Test
    void noLeaseIsANetworksOwnAddressOrItsBroadcast() {
        assertThat(valid(FULL).pool("staff").orElseThrow().leasable())
                .containsExactly(
                        new IpRange(IpAddress.of("10.99.0.1"), IpAddress.of("10.99.15.254")),
                        new IpRange(IpAddress.of("fd99:1::1"), IpAddress.of("fd99:1::ffff:ffff:ffff:ffff")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                // old | new | heading | start of the line with the problem | code
                "listen = [\"0.0.0.0\", \"::\"] | listen = [\"0.0.0.0\", \"ff02::1\"] | [gateway] | listen | SET-005",
                "listen = [\"0.0.0.0\", \"::\"] | listen = [] | [gateway] | listen | SET-005",
                "listen = [\"0.0.0.0\", \"::\"] | listen = [\"fe80::1\"] | [gateway] | listen | SET-005",
                "listen = [\"0.0.0.0\", \"::\"] | listen = [\"0.0.0.0:500\"] | [gateway] | listen | SET-005",
                "name   = \"vpn.example.org\" | name = \"vpn example\" | [gateway] | name | SET-005",
                "name   = \"vpn.example.org\" | name = \"1.2.3\" | [gateway] | name | SET-005",
                "data   = \"/var/lib/adit\" | data = \"lib\" | [gateway] | data | SET-005",
                "policy = \"compat\" | policy = \"insecure\" | [crypto] | policy | SET-005",
                "\"10.99.0.0/20\" | \"10.99.0.0/31\" | [[pool]] | addresses | SET-005",
                "\"10.99.0.0/20\" | \"127.0.0.0/24\" | [[pool]] | addresses | SET-005",
                "\"fd99:1::/64\" | \"fd99:1::/56\" | [[pool]] | addresses | SET-005",
                "\"fd99:1::/64\" | \"fd99:1::/127\" | [[pool]] | addresses | SET-005",
                "\"fd99:1::/64\" | \"10.99.1.0/24\" | [[pool]] | addresses | SET-009",
                "dns       = [\"10.1.0.53\"] | dns       = [] | [[pool]] | domains | SET-010",
                "\"tcp/443\" | \"tcp/0\" | [[service]] | ports | SET-005",
                "\"tcp/443\" | \"sctp/443\" | [[service]] | ports | SET-005",
                "udp/8000-8010 | udp/8010-8000 | [[service]] | ports | SET-005",
                "pool   = \"staff\" | pool   = \"stuff\" | [[role]] | pool | SET-008",
                "reach  = [\"wiki\", \"lan\"] | reach  = [\"wiki\", \"lam\"] | [[role]] | reach | SET-008",
                "groups = [\"employees\"] | groups = [] | [[role]] | groups | SET-005",
                "prove  = [\"certificate\"] | prove = [] | [[role]] | prove | SET-005",
                "prove  = [\"certificate\"] | prove = [\"certificate\", \"second-factor\"] | [[role]] | prove | SET-011",
                "devices = 3 | devices = 0 | [[role]] | limits | SET-005",
                "secret   = \"file:/etc/adit/branch.secret\" | secret = \"s3cret\" | [[site]] | secret | SET-007",
                "peer     = \"gw.branch.example.org\" | '' | [[site]] | start | SET-010",
                "remote   = [\"10.50.0.0/16\"] | remote = [\"10.99.1.0/24\"] | [[site]] | remote | SET-009",
                "remote   = [\"10.50.0.0/16\"] | remote = [\"10.0.0.0/8\"] | [[site]] | remote | SET-009",
                "local    = [\"10.1.0.0/24\"] | local = [] | [[site]] | local | SET-005",
                "identity = \"gw.branch.example.org\" | identity = \"\" | [[site]] | identity | SET-005"
            })
    void aMistakeIsReportedWhereItIs(String old, String now, String heading, String start, String code) {
        List<Problem> problems = problems(with(old, now));
        assertThat(problems).isNotEmpty().allSatisfy(p -> {
            assertThat(p.line()).isEqualTo(line(heading, start));
            assertThat(p.code()).isEqualTo(code);
            assertThat(p.remedy()).isNotBlank();
            assertThat(p.toString()).doesNotContain("s3cret");
        });
    }

    @Test
    void aNameThatIsNearlyRightComesWithTheRightOne() {
        assertThat(problems(with("reach  = [\"wiki\", \"lan\"]", "reach  = [\"wikki\"]")))
                .singleElement()
                .satisfies(p -> assertThat(p.remedy()).contains("\"wiki\""));
        assertThat(problems(with("[[service]]", "[[servise]]")))
                .anySatisfy(p -> assertThat(p.remedy()).contains("\"service\""));
    }

    @Test
    void aReferenceToASectionWithAMistakeIsNoMistakeItself() {
        assertThat(codes(with("10.99.0.0/20", "10.99.0.1/20")))
                .containsExactly(line("[[pool]]", "addresses") + " SET-005");
    }

    @Test
    void aServiceAndANetworkCannotShareAName() {
        assertThat(codes(FULL + "[[network]]\nname = \"wiki\"\naddresses = [\"10.3.0.0/24\"]\n"))
                .containsExactly(line("[[service]]", "name") + " SET-006");
    }

    @Test
    void allMistakesComeAtOnceInTheOrderOfTheFile() {
        String text = FULL.replace("policy = \"compat\"", "policy = \"none\"")
                .replace("10.99.0.0/20", "10.99.0.0")
                .replace("longest = \"12h\"", "longest = \"never\"")
                .replace("masquerade", "masqerade")
                .replace("file:/etc/adit/branch.secret", "s3cret");
        assertThat(codes(text))
                .containsExactly(
                        line("[crypto]", "policy") + " SET-005",
                        line("[[pool]]", "addresses") + " SET-005",
                        line("[[role]]", "limits") + " SET-005",
                        line("[nat]", "masquerade") + " SET-002",
                        line("[[site]]", "secret") + " SET-007");
    }

    @Test
    void twoSitesHaveTwoIdentities() {
        String second = """
                [[site]]
                name     = "other"
                identity = "gw.branch.example.org"
                secret   = "env:OTHER"
                local    = ["10.1.0.0/24"]
                remote   = ["10.60.0.0/16"]
                """;
        assertThat(problems(FULL + second))
                .singleElement()
                .satisfies(p -> assertThat(p.code()).isEqualTo("SET-006"));
    }
}
