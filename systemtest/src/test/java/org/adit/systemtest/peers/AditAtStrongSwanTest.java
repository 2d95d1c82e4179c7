package org.adit.systemtest.peers;

import static org.adit.lab.strongswan.LabKeyType.ECDSA_P256;
import static org.adit.lab.strongswan.LabKeyType.ECDSA_P384;
import static org.adit.lab.strongswan.LabKeyType.ED25519;
import static org.adit.lab.strongswan.LabKeyType.RSA_3072;
import static org.adit.systemtest.peers.SwanGateways.ALICE;
import static org.adit.systemtest.peers.SwanGateways.COMPANY;
import static org.adit.systemtest.peers.SwanGateways.ESP;
import static org.adit.systemtest.peers.SwanGateways.IKE;
import static org.adit.systemtest.peers.SwanGateways.NAME;
import static org.adit.systemtest.peers.SwanGateways.SOON;
import static org.adit.systemtest.peers.SwanGateways.office;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.lab.process.Await;
import org.adit.lab.strongswan.LabKeyType;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanChildSa;
import org.adit.lab.strongswan.SwanSa;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.RemoteAccessWorld;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Our client at strongSwan: proofs, algorithms, ways through the network, tunnels. Each test connects, moves packets
/// and leaves; then the client's host must be as it was.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AditAtStrongSwanTest {
    private static final IpAddress INTERNET = IpAddress.of("198.51.100.254");

    private SwanGateways gateways;
    private StrongSwan swan;
    private HostState before;
    private int logged;

    @BeforeAll
    void build() {
        gateways = SwanGateways.prepare(RSA_3072, ECDSA_P256, ECDSA_P384, ED25519);
        swan = gateways.strongSwan()
                .option("fragment_size", "600")
                .option("plugins.attr.25", "corp.example.org") // INTERNAL_DNS_DOMAIN, RFC 8598
                .start();
        before = HostState.of(gateways.world.client());
    }

    @AfterAll
    void remove() {
        if (gateways != null) {
            gateways.close();
        }
    }

    @BeforeEach
    void listen() {
        logged = swan.log().length();
    }

    @AfterEach
    void leave() {
        gateways.client.close();
        assertThat(gateways.client.log()).contains("disconnected; addresses, routes and name servers are as before");
        Await.until("strongSwan to hear of it", SOON, () -> swan.sas().isEmpty(), swan::log);
        assertThat(HostState.of(gateways.world.client())).isEqualTo(before);
    }

    private String heard() {
        return swan.log().substring(logged);
    }

    private SwanSa connect(HandWrittenProfile profile) {
        gateways.client.connect(gateways.write(profile));
        assertThat(gateways.companyAnswers()).as(swan.log()).isTrue();
        return swan.sa();
    }

    @ParameterizedTest(name = "{0} at both ends")
    @EnumSource(
            value = LabKeyType.class,
            names = {"RSA_3072", "ECDSA_P256", "ECDSA_P384", "ED25519"})
    void bothEndsProveThemselvesWithCertificatesThroughNat(LabKeyType kind) {
        swan.load(office(kind, IKE, ESP));
        SwanSa sa = connect(gateways.profile(kind));
        assertThat(sa.value("remote-id")).isEqualTo(ALICE);
        assertThat(sa.value("remote-host"))
                .isEqualTo(gateways.world.homeRouter().publicAddress().toString());
        assertThat(gateways.client.log()).contains("proven to be " + NAME, "through a NAT");
    }

    @Test
    void bothEndsProveThemselvesWithAPreSharedKey() throws IOException {
        String secret = "correct horse battery staple";
        Path file = Files.writeString(gateways.folder().resolve("secret"), secret + "\n");
        swan.load(office(IKE, ESP, COMPANY)
                .sharesSecret(NAME, ALICE, HexFormat.of().formatHex(secret.getBytes(StandardCharsets.US_ASCII))));
        connect(HandWrittenProfile.withSecret(ALICE, file).at(RemoteAccessWorld.GATEWAY_V4));
        assertThat(heard()).contains("with pre-shared key successful");
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "aes256gcm16-prfsha512-curve25519, aes256gcm16, default, CURVE_25519",
        "chacha20poly1305-prfsha256-ecp256, chacha20poly1305, modern, ECP_256",
        "aes256-sha256-ecp384, aes256-sha256, default, ECP_384",
        "aes256gcm16-prfsha256-modp2048, aes256-sha512, compat, MODP_2048"
    })
    void everySuiteThatStrongSwanInsistsOnCarriesTraffic(String ike, String esp, String policy, String group) {
        swan.load(office(ED25519, ike, esp));
        SwanSa sa = connect(gateways.profile(ED25519).policy(policy));
        assertThat(sa.value("dh-group")).isEqualTo(group);
        assertThat(ike.replace("-", "")).contains(squeezed(sa.value("encr-alg")));
        SwanChildSa child = sa.installed().getFirst();
        assertThat(esp.replace("-", "")).contains(squeezed(child.value("encr-alg")));
        assertThat(child.value("encap")).isEqualTo("yes");
        assertThat(child.packetsIn()).isGreaterThanOrEqualTo(6);
        // our first guess is Curve25519
        assertThat(heard().contains("requesting " + group)).isEqualTo(!group.equals("CURVE_25519"));
    }

    // AES_GCM_16 and CHACHA20_POLY1305 as swanctl's words have them, without the length that stands between
    private static String squeezed(String algorithm) {
        return algorithm.startsWith("AES")
                ? "aes256"
                : algorithm.toLowerCase(java.util.Locale.ROOT).replace("_", "");
    }

    @Test
    void signInGoesInFragmentsBothWays() {
        swan.load(office(RSA_3072, IKE, ESP));
        connect(gateways.profile(RSA_3072));
        assertThat(heard()).containsPattern("received fragment #\\d of \\d");
        assertThat(heard()).containsPattern("splitting IKE message \\(\\d+ bytes\\) into \\d fragments");
    }

    @Test
    void theOutsideMayBeIpv6() {
        swan.load(office(ECDSA_P256, IKE, ESP));
        SwanSa sa = connect(gateways.profile(ECDSA_P256).at(RemoteAccessWorld.GATEWAY_V6));
        assertThat(sa.value("remote-host")).isEqualTo(RemoteAccessWorld.CLIENT_V6.toString());
        assertThat(gateways.client.log()).doesNotContain("through a NAT");
    }

    @Test
    void aSplitTunnelCarriesWhatTheGatewayNamesAndItsNameServersAnswer() {
        swan.load(office(ECDSA_P256, IKE, ESP));
        assertThat(HostState.nameServers(gateways.world.client())).isEmpty();
        connect(gateways.profile(ECDSA_P256));
        Traffic traffic = Traffic.from(gateways.world.client());
        assertThat(HostState.nameServers(gateways.world.client())).containsExactly("10.1.0.53", "fd00:1::53");
        assertThat(traffic.fetch("http://wiki.corp.example.org/")).contains("This is wiki.corp.example.org");
        assertThat(traffic.fetch("http://10.1.0.10/")).contains("You come from 10.99.");
        assertThat(wayTo(INTERNET)).contains("dev eth0");
        assertThat(traffic.ping(INTERNET, 2).allAnswered()).isTrue();
    }

    @Test
    void aFullTunnelCarriesTheInternetToo() {
        swan.load(office(IKE, ESP, List.of(IpPrefix.of("0.0.0.0/0"), IpPrefix.of("::/0")))
                .signsWith("gateway-ECDSA_P256.pem", NAME)
                .expectsCertificateOf(ALICE));
        gateways.world.internet().route(RemoteAccessWorld.POOL_V4.toString(), "198.51.100.1");
        connect(gateways.profile(ECDSA_P256).fullTunnel());
        assertThat(wayTo(INTERNET)).doesNotContain("dev eth0");
        long carried = swan.sa().installed().getFirst().packetsIn();
        assertThat(Traffic.from(gateways.world.client()).ping(INTERNET, 5).allAnswered())
                .isTrue();
        assertThat(swan.sa().installed().getFirst().packetsIn()).isGreaterThanOrEqualTo(carried + 5);
        gateways.world.internet().ip("route", "del", RemoteAccessWorld.POOL_V4.toString());
    }

    private String wayTo(IpAddress destination) {
        return gateways.world.client().ip("route", "get", destination.toString());
    }

    @Test
    void aTunnelMayCarryOneFamilyOnly() {
        swan.load(office(IKE, ESP, List.of(RemoteAccessWorld.COMPANY_V4))
                .signsWith("gateway-ECDSA_P256.pem", NAME)
                .expectsCertificateOf(ALICE)
                .option("pools", "pool0"));
        gateways.client.connect(gateways.write(gateways.profile(ECDSA_P256)));
        assertThat(Traffic.from(gateways.world.client())
                        .ping(CompanyHost.WIKI.v4(), 3)
                        .allAnswered())
                .isTrue();
        assertThat(swan.sa().installed().getFirst().remoteSelectors())
                .singleElement()
                .asString()
                .startsWith("10.99.");
    }
}
