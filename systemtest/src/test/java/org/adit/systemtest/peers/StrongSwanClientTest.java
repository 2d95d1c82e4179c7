package org.adit.systemtest.peers;

import static org.adit.systemtest.peers.SwanClients.ESP;
import static org.adit.systemtest.peers.SwanClients.IKE;
import static org.adit.systemtest.peers.SwanClients.SOON;
import static org.adit.systemtest.peers.SwanClients.connection;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.adit.lab.process.Await;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanConnection;
import org.adit.lab.strongswan.SwanSa;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.Namespace;
import org.adit.lab.world.RemoteAccessWorld;
import org.adit.systemtest.peers.SwanClients.Device;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// strongSwan as a client of our gateway: every kind of key, cipher and way that we say we take carries traffic.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StrongSwanClientTest {
    private static final String FRAGMENT = "600";
    private final Map<String, Device> devices = new TreeMap<>();
    private SwanClients clients;
    private StrongSwan swan;

    @BeforeAll
    void build() {
        clients = SwanClients.prepare("");
        clients.gateway.start();
        clients.addUser("alice", "people");
        for (String key : List.of("ecdsa", "rsa", "ed25519")) {
            devices.put(key, clients.enrol("alice", key, key));
        }
        swan = clients.strongSwan(clients.world.client(), clients.authority(), List.copyOf(devices.values()))
                .option("fragment_size", FRAGMENT)
                .start();
    }

    @AfterAll
    void remove() {
        if (clients != null) {
            clients.close();
        }
    }

    @AfterEach
    void disconnect() {
        swan.sas().forEach(sa -> swan.terminate(sa.connection()));
        clients.awaitNoSession();
    }

    private String connect(SwanConnection connection) {
        swan.load(connection);
        return swan.initiate(connection.name());
    }

    private void assertThatTrafficFlows(Namespace from, StrongSwan client) {
        Traffic traffic = Traffic.from(from);
        assertThat(traffic.ping(CompanyHost.WIKI.v4(), 3).allAnswered())
                .as(client.log() + clients.gateway.log())
                .isTrue();
        assertThat(traffic.ping(CompanyHost.WIKI.v6(), 3).allAnswered())
                .as(client.log() + clients.gateway.log())
                .isTrue();
    }

    @ParameterizedTest(name = "{0}: the gateway answers with {1}")
    @CsvSource({"ecdsa, ECDSA_WITH_SHA", "rsa, RSA_EMSA", "ed25519, RSA_EMSA"})
    void aDeviceSignsInWithAKeyOfEachKindAndTheGatewayAnswersWithOneThatItCanCheck(String key, String signature) {
        String said = connect(connection(key, devices.get(key)));
        assertThat(said).containsPattern("authentication of 'vpn.example.org' with " + signature + "\\S* successful");
        assertThatTrafficFlows(clients.world.client(), swan);
        JsonNode session = clients.session();
        assertThat(session.path("user").asString()).isEqualTo("alice");
        assertThat(session.path("device").asString()).isEqualTo(key);
        assertThat(swan.sa().value("nat-any")).isEqualTo("yes");
        assertThat(swan.sa().virtualAddresses()).hasSize(2);
        assertThat(swan.nameServers()).contains("10.1.0.53", "fd00:1::53");
    }

    static Stream<Arguments> ciphers() {
        return Stream.of(
                Arguments.of("aes256gcm16-prfsha384-ecp384", "aes256gcm16", "AES_GCM_16", "AES_GCM_16"),
                Arguments.of(
                        "chacha20poly1305-prfsha256-x25519",
                        "chacha20poly1305",
                        "CHACHA20_POLY1305",
                        "CHACHA20_POLY1305"),
                Arguments.of("aes256-sha256-ecp256", "aes256-sha256", "AES_CBC", "AES_CBC"),
                Arguments.of("aes256-sha512-ecp521", "chacha20poly1305", "AES_CBC", "CHACHA20_POLY1305"),
                Arguments.of("chacha20poly1305-prfsha512-modp3072", "aes256-sha512", "CHACHA20_POLY1305", "AES_CBC"),
                Arguments.of("aes128gcm16-prfsha256-ecp256", "aes128gcm16-noesn", "AES_GCM_16", "AES_GCM_16"));
    }

    @ParameterizedTest(name = "IKE {0}, ESP {1}")
    @MethodSource("ciphers")
    void eachCipherAndGroupCarriesTraffic(String ike, String esp, String ikeCipher, String espCipher) {
        connect(connection("ciphers", devices.get("ecdsa")).ike(ike).esp(esp));
        SwanSa sa = swan.sa();
        assertThat(sa.value("encr-alg")).isEqualTo(ikeCipher);
        assertThat(sa.installed().getFirst().value("encr-alg")).isEqualTo(espCipher);
        assertThatTrafficFlows(clients.world.client(), swan);
    }

    @Test
    void aFirstGuessAtTheGroupThatIsWrongCostsARoundTripAndNoMore() {
        String said = connect(connection("guess", devices.get("ecdsa")).ike("aes256gcm16-prfsha384-modp2048-x25519"));
        assertThat(said).contains("peer didn't accept DH group MODP_2048, it requested CURVE_25519");
        assertThatTrafficFlows(clients.world.client(), swan);
    }

    @Test
    void group14IsRefusedWithTheReasonUntilThePolicyIsCompat() {
        SwanConnection old = connection("old", devices.get("rsa"))
                .ike("aes256-sha256-modp2048")
                .esp("aes256-sha256");
        swan.load(old);
        long before = clients.lastAttempt();
        assertThat(swan.tryInitiate("old").out()).contains("received NO_PROPOSAL_CHOSEN notify");
        JsonNode failure = clients.attemptAfter(before).path("failure");
        assertThat(failure.path("why").asString() + failure.path("remedy").asString())
                .contains("2048-bit MODP", "compat");

        clients.settings("compat", "");
        assertThat(clients.gateway.post("reload", "{}").path("reloaded").asString())
                .contains("policy");
        connect(old);
        assertThatTrafficFlows(clients.world.client(), swan);
        clients.settings("default", "");
        clients.gateway.post("reload", "{}");
    }

    @Test
    void longMessagesOfBothSidesArriveInFragments() {
        String said = connect(connection("fragments", devices.get("rsa")));
        assertThat(said).containsPattern("splitting IKE message \\(\\d+ bytes\\) into [2-9] fragments");
        assertThat(said).containsPattern("received fragment #\\d of [2-9]");
    }

    @Test
    void overIpv6OutsideBothFamiliesFlowInside() {
        connect(connection("six", devices.get("ecdsa")).to(RemoteAccessWorld.GATEWAY_V6));
        assertThat(swan.sa().value("remote-host")).isEqualTo(RemoteAccessWorld.GATEWAY_V6.toString());
        assertThatTrafficFlows(clients.world.client(), swan);
        assertThat(clients.session().path("peer").asString()).contains("2001:db8:77::2");
    }

    @Test
    void withoutAnythingThatTranslatesInBetweenTrafficFlowsToo() {
        Namespace near = clients.world.internet();
        try (StrongSwan other = clients.strongSwan(near, clients.authority(), List.of(devices.get("ecdsa")))) {
            other.start().load(connection("near", devices.get("ecdsa")));
            other.initiate("near");
            assertThat(clients.session().path("peer").asString()).contains("198.51.100.254:4500");
            assertThatTrafficFlows(near, other);
        }
    }

    @ParameterizedTest(name = "adit profile --for linux --key {0}")
    @ValueSource(strings = {"ecdsa", "rsa", "ed25519"})
    void theFolderThatAditProfileWritesConnectsAsItIs(String key) {
        Path folder = clients.gateway.profile(
                "alice",
                "written-" + key,
                "--for",
                "linux",
                "--key",
                key,
                "--address",
                RemoteAccessWorld.GATEWAY_V4.toString());
        swan.load(folder);
        swan.initiate("adit", "adit");
        assertThat(clients.session().path("device").asString()).isEqualTo("written-" + key);
        assertThatTrafficFlows(clients.world.client(), swan);
    }

    @Test
    void aClientMayEndAndRenewItsChildSaAndThenTheWholeSession() {
        connect(connection("home", devices.get("ecdsa")));
        swan.terminateChild("home");
        Await.until(
                "the gateway to hear of it",
                SOON,
                () -> clients.session().path("children").asInt() == 0);
        swan.initiate("home");
        assertThatTrafficFlows(clients.world.client(), swan);
        swan.terminate("home");
        clients.awaitNoSession();
        assertThat(clients.gateway
                        .get("pools")
                        .path("pools")
                        .path(0)
                        .path("inUse")
                        .asInt())
                .isZero();
    }

    @Test
    void anAdministratorEndsASessionAndTheClientHearsOfIt() {
        connect(connection("home", devices.get("ecdsa")));
        String number = clients.session().path("number").asString();
        clients.gateway.adit("session", "end", number).orThrow();
        Await.until("the client to hear of it", SOON, () -> swan.sas().isEmpty(), swan::log);
        clients.awaitNoSession();
    }

    @ParameterizedTest(name = "ESP {0}, rekeyed with the group {1}")
    @CsvSource({ESP + ",''", ESP + "-x25519,CURVE_25519"})
    void eitherSideRenewsAllKeysAndNoPacketOfAStreamIsLost(String esp, String group) {
        connect(connection("rekey", devices.get("ecdsa")).ike(IKE).esp(esp));
        String number = clients.session().path("number").asString();
        PingStream stream = PingStream.start(clients.world.client(), CompanyHost.WIKI.v4());
        List<Runnable> rekeys = List.of(
                () -> swan.rekeyChild("rekey"),
                () -> clients.gateway.post("sessions/" + number + "/rekey", "{\"children\":true}"),
                () -> swan.rekeyIke("rekey"),
                () -> clients.gateway.post("sessions/" + number + "/rekey", "{}"));
        for (int i = 0; i < 2 * rekeys.size(); i++) {
            String before = keys();
            rekeys.get(i % rekeys.size()).run();
            Await.until("new keys", SOON, () -> !keys().equals(before) && settled(), swan::log);
            assertThat(swan.sa().installed().getFirst().value("dh-group")).isEqualTo(group);
        }
        assertThat(stream.lost()).as(swan.log()).isZero();
        assertThat(clients.session().path("number").asString()).isEqualTo(number);
    }

    private String keys() {
        return swan.sas().stream()
                .filter(SwanSa::isEstablished)
                .map(sa -> sa.initiatorSpi()
                        + sa.installed().stream().map(child -> child.spiIn()).toList())
                .toList()
                .toString();
    }

    private boolean settled() {
        List<SwanSa> all = swan.sas();
        return all.size() == 1
                && all.getFirst().isEstablished()
                && all.getFirst().installed().size() == 1
                && clients.session().path("children").asInt() == 1;
    }
}
