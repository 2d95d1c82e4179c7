package org.adit.systemtest.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.adit.base.net.IpPrefix;
import org.adit.lab.capture.Dissection;
import org.adit.lab.capture.EspSaKeys.EspCipher;
import org.adit.lab.capture.IkeSaKeys.IkeCipherName;
import org.adit.lab.capture.PacketCapture;
import org.adit.lab.process.Await;
import org.adit.lab.strongswan.CharonKeys;
import org.adit.lab.strongswan.LabKeyType;
import org.adit.lab.strongswan.LabPki;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanChildSa;
import org.adit.lab.strongswan.SwanConnection;
import org.adit.lab.strongswan.SwanSa;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.RemoteAccessWorld;
import org.adit.systemtest.lab.ThisMachine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// strongSwan with strongSwan in the world that Adit's tests use: proves the world, so that a failure with Adit in
/// place
/// of one of them is Adit's.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StrongSwanLabTest {
    private static final String GATEWAY = "vpn.example.org";
    private static final String ALICE = "alice@example.org";
    private static final String HOME = "home";
    private static final Duration SOON = Duration.ofSeconds(10);

    private RemoteAccessWorld world;

    @BeforeAll
    void build() {
        ThisMachine.canBuildWorlds();
        ThisMachine.hasStrongSwan();
        world = RemoteAccessWorld.build();
        world.startCompanyServices();
    }

    @AfterAll
    void remove() {
        if (world != null) {
            world.close();
        }
    }

    @ParameterizedTest
    @EnumSource(LabKeyType.class)
    void certificatesOfEachKindCarryTrafficThroughNat(LabKeyType type) {
        LabPki pki = LabPki.create(world.world().folder(), LabKeyType.ECDSA_P256, "CN=Lab CA");
        try (StrongSwan gateway = gateway(pki, type);
                StrongSwan client = client(pki, type)) {
            start(gateway, client, "aes256gcm16-prfsha384-ecp384", "aes256gcm16");
            client.initiate(HOME);

            SwanSa sa = client.sa();
            assertThat(sa.value("encr-alg")).isEqualTo("AES_GCM_16");
            assertThat(sa.value("nat-any")).isEqualTo("yes");
            assertThat(sa.virtualAddresses()).hasSize(2);
            assertThat(client.nameServers()).contains("10.1.0.53", "fd00:1::53");
            Traffic traffic = Traffic.from(world.client());
            assertThat(traffic.ping(CompanyHost.WIKI.v4(), 5).allAnswered())
                    .as(client.log())
                    .isTrue();
            assertThat(traffic.ping(CompanyHost.WIKI.v6(), 5).allAnswered())
                    .as(client.log())
                    .isTrue();
            assertThat(traffic.fetch("http://10.1.0.10/")).contains("You come from 10.99.");
            assertThat(sa.installed())
                    .singleElement()
                    .extracting(SwanChildSa::localSelectors)
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .hasSize(2);

            client.terminate(HOME);
            assertThat(client.sas()).isEmpty();
            Await.until("the gateway to hear of it", SOON, () -> gateway.sas().isEmpty());
        }
    }

    @Test
    void aSharedSecretAuthenticatesBothEnds() {
        try (StrongSwan gateway = StrongSwan.in(world.gateway()).start();
                StrongSwan client = StrongSwan.in(world.client()).start()) {
            String secret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
            gateway.load(SwanConnection.named(HOME)
                    .sharesSecret(GATEWAY, ALICE, secret)
                    .ike("chacha20poly1305-prfsha256-x25519")
                    .esp("chacha20poly1305")
                    .givesAddresses(
                            List.of(IpPrefix.of("10.99.1.0/24")), List.of(), List.of(RemoteAccessWorld.COMPANY_V4)));
            client.load(SwanConnection.named(HOME)
                    .to(RemoteAccessWorld.GATEWAY_V4)
                    .sharesSecret(ALICE, GATEWAY, secret)
                    .ike("chacha20poly1305-prfsha256-x25519")
                    .esp("chacha20poly1305")
                    .asksForAddresses(List.of(IpPrefix.of("10.1.0.0/24"))));
            client.initiate(HOME);
            assertThat(client.sa().value("encr-alg")).isEqualTo("CHACHA20_POLY1305");
            assertThat(Traffic.from(world.client())
                            .ping(CompanyHost.WIKI.v4(), 3)
                            .allAnswered())
                    .as(client.log())
                    .isTrue();
        }
    }

    @Test
    void bothSasAreRekeyedByEitherSideWhileTrafficFlows() {
        LabPki pki = LabPki.create(world.world().folder(), LabKeyType.ECDSA_P256, "CN=Lab CA");
        try (StrongSwan gateway = gateway(pki, LabKeyType.ED25519);
                StrongSwan client = client(pki, LabKeyType.ED25519)) {
            start(gateway, client, "aes256gcm16-prfsha256-x25519", "aes256gcm16-x25519");
            client.initiate(HOME);
            for (StrongSwan one : List.of(client, gateway)) {
                String ikeBefore = client.sa().initiatorSpi();
                String childBefore = client.sa().installed().getFirst().spiIn();
                one.rekeyChild(HOME);
                Await.until(
                        "a new Child SA",
                        SOON,
                        () -> client.sa().installed().stream()
                                .noneMatch(child -> child.spiIn().equals(childBefore)),
                        client::log);
                one.rekeyIke(HOME);
                Await.until(
                        "a new IKE SA",
                        SOON,
                        () -> client.sas().stream()
                                .anyMatch(sa ->
                                        sa.isEstablished() && !sa.initiatorSpi().equals(ikeBefore)),
                        client::log);
                assertThat(Traffic.from(world.client())
                                .ping(CompanyHost.WIKI.v4(), 5)
                                .allAnswered())
                        .as(client.log())
                        .isTrue();
            }
        }
    }

    @Test
    void aGatewayThatTheClientDoesNotTrustIsRefused() {
        LabPki trusted = LabPki.create(world.world().folder(), LabKeyType.ECDSA_P256, "CN=Lab CA");
        LabPki other = LabPki.create(world.world().folder(), LabKeyType.ECDSA_P256, "CN=Other CA");
        try (StrongSwan gateway = StrongSwan.in(world.gateway())
                        .trusts(trusted.certificate())
                        .certificate("gateway.pem", other.issue(LabKeyType.ED25519, GATEWAY));
                StrongSwan client = client(trusted, LabKeyType.ED25519)) {
            start(gateway, client, "aes256gcm16-prfsha256-x25519", "aes256gcm16");
            assertThat(client.tryInitiate(HOME).succeeded()).isFalse();
            assertThat(client.log()).contains("no trusted ED25519 public key found");
        }
    }

    @Test
    void tsharkOpensEverythingWithTheKeysOfAesGcm() {
        Dissection opened = dissect(
                "aes256gcm16-prfsha256-x25519",
                "aes256gcm16-noesn",
                IkeCipherName.AES_GCM_16_256,
                EspCipher.AES_GCM_16);
        assertOpened(opened);
    }

    @Test
    void tsharkOpensEverythingWithTheKeysOfAesCbcAndHmac() {
        Dissection opened = dissect(
                "aes256-sha256-ecp256",
                "aes256-sha256-noesn",
                IkeCipherName.AES_CBC_256_HMAC_SHA2_256_128,
                EspCipher.AES_CBC_HMAC_SHA2_256_128);
        assertOpened(opened);
    }

    @Test
    void tsharkSaysWhenAKeyIsWrong() {
        Dissection opened = dissect(
                "aes256gcm16-prfsha256-x25519",
                "aes256gcm16-noesn",
                IkeCipherName.AES_GCM_16_256,
                EspCipher.AES_GCM_16);
        assertThat(opened.withEsp(List.of()).goodEsp()).isZero();
        assertThat(opened.withIke(List.of()).sealedIke()).isPositive();
    }

    private void assertOpened(Dissection opened) {
        assertThat(opened.malformed()).isEmpty();
        assertThat(opened.sealedIke()).as(opened.summary("isakmp")).isZero();
        assertThat(opened.allEsp()).isGreaterThanOrEqualTo(20);
        assertThat(opened.goodEsp()).as(opened.summary("esp")).isEqualTo(opened.allEsp());
        // The inner packets are there to see, and those of both Child SAs.
        assertThat(opened.count("esp && icmp.type == 8 && ip.dst == 10.1.0.10")).isEqualTo(10);
        assertThat(opened.fields("esp && icmp.type == 8", List.of("esp.spi")).stream()
                        .distinct())
                .hasSize(2);
        assertThat(opened.count("isakmp.frag.number")).isGreaterThanOrEqualTo(4);
        // IKE_AUTH and the rekey: their payloads are there to see (36 AUTH is 39, TSi is 44).
        assertThat(opened.count("isakmp.exchangetype == 35 && isakmp.typepayload == 39"))
                .isEqualTo(2);
        assertThat(opened.count("isakmp.exchangetype == 36 && isakmp.typepayload == 44"))
                .isEqualTo(2);
    }

    /// A connection, five pings, a rekey of the Child SA, five pings: captured in the internet, opened with charon's
    /// keys.
    private Dissection dissect(String ike, String esp, IkeCipherName ikeCipher, EspCipher espCipher) {
        LabPki pki = LabPki.create(world.world().folder(), LabKeyType.ECDSA_P256, "CN=Lab CA");
        PacketCapture capture = PacketCapture.on(world.internet(), "tocorp");
        // RSA certificates do not fit into 600 octets: IKE_AUTH goes in fragments
        try (StrongSwan gateway = gateway(pki, LabKeyType.RSA_3072).option("fragment_size", "600");
                StrongSwan client = client(pki, LabKeyType.RSA_3072)
                        .option("fragment_size", "600")
                        .logsKeys()) {
            start(gateway, client, ike, esp);
            client.initiate(HOME);
            Traffic traffic = Traffic.from(world.client());
            traffic.ping(CompanyHost.WIKI.v4(), 5);
            String before = client.sa().installed().getFirst().spiIn();
            client.rekeyChild(HOME);
            Await.until(
                    "a new Child SA",
                    SOON,
                    () -> client.sa().installed().stream()
                            .noneMatch(child -> child.spiIn().equals(before)),
                    client::log);
            traffic.ping(CompanyHost.WIKI.v4(), 5);
            SwanSa sa = client.sa();
            client.terminate(HOME);

            CharonKeys keys =
                    CharonKeys.in(client.log(), espCipher, world.homeRouter().publicAddress());
            return capture.stop().withIke(List.of(keys.ike(0, sa, ikeCipher))).withEsp(keys.esp());
        }
    }

    private StrongSwan gateway(LabPki pki, LabKeyType type) {
        return StrongSwan.in(world.gateway())
                .trusts(pki.certificate())
                .certificate("gateway.pem", pki.issue(type, GATEWAY));
    }

    private StrongSwan client(LabPki pki, LabKeyType type) {
        return StrongSwan.in(world.client()).trusts(pki.certificate()).certificate("alice.pem", pki.issue(type, ALICE));
    }

    private void start(StrongSwan gateway, StrongSwan client, String ike, String esp) {
        gateway.start()
                .load(SwanConnection.named(HOME)
                        .from(RemoteAccessWorld.GATEWAY_V4)
                        .signsWith("gateway.pem", GATEWAY)
                        .expectsCertificateOf(ALICE)
                        .ike(ike)
                        .esp(esp)
                        .givesAddresses(
                                List.of(RemoteAccessWorld.POOL_V4, IpPrefix.of("fd99:1::/112")),
                                List.of(CompanyHost.DNS.v4(), CompanyHost.DNS.v6()),
                                List.of(RemoteAccessWorld.COMPANY_V4, RemoteAccessWorld.COMPANY_V6)));
        client.start()
                .load(SwanConnection.named(HOME)
                        .to(RemoteAccessWorld.GATEWAY_V4)
                        .signsWith("alice.pem", ALICE)
                        .expectsCertificateOf(GATEWAY)
                        .ike(ike)
                        .esp(esp)
                        .asksForAddresses(List.of(RemoteAccessWorld.COMPANY_V4, RemoteAccessWorld.COMPANY_V6)));
    }
}
