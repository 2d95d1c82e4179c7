package org.adit.systemtest.peers;

import static org.adit.systemtest.peers.SwanClients.GATEWAY;
import static org.adit.systemtest.peers.SwanClients.connection;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.adit.base.net.IpPrefix;
import org.adit.lab.process.Finished;
import org.adit.lab.strongswan.LabKeyType;
import org.adit.lab.strongswan.LabPki;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanConnection;
import org.adit.lab.world.RemoteAccessWorld;
import org.adit.systemtest.peers.SwanClients.Device;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// strongSwan at our gateway with something wrong: the peer hears a bare notify, the administrator the whole story.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StrongSwanRefusedTest {
    private static final String DENIED = "AUTHENTICATION_FAILED";
    private static final String SECRET = "6jW0xLk4r1Vt8oYqZ3hBdN5sUa9eGmCfPiRwT7yKQzE=";
    private static final String OTHER_SECRET = "ff".repeat(16) + "00112233445566778899aabbccddeeff";

    private final TreeMap<String, Device> devices = new TreeMap<>();
    private SwanClients clients;
    private StrongSwan swan;

    @BeforeAll
    void build() {
        clients = SwanClients.prepare("""
                [[site]]
                name = "branch"
                identity = "branch.example.org"
                secret = "env:BRANCH_SECRET"
                local = ["10.1.0.0/24"]
                remote = ["10.7.0.0/24"]
                """);
        clients.startWith("BRANCH_SECRET", SECRET);
        clients.addUser("alice", "people");
        clients.addUser("mallory", "people");
        clients.addUser("guest", "guests");
        clients.addUser("nobody", "strangers");
        put("good", clients.enrol("alice", "laptop", "ecdsa"));
        put("revoked", clients.enrol("alice", "lost", "ecdsa"));
        put("disabled", clients.enrol("mallory", "laptop", "ecdsa"));
        put("roleless", clients.enrol("nobody", "laptop", "ecdsa"));
        put("guest1", clients.enrol("guest", "one", "ecdsa"));
        put("guest2", clients.enrol("guest", "two", "ecdsa"));
        clients.gateway.post("devices/alice%2Flost/revoke", "{}");
        clients.gateway.post("users/mallory/disable", "{}");
        forge();
        swan = clients.strongSwan(clients.world.client(), clients.authority(), List.copyOf(devices.values()))
                .start();
    }

    private void put(String name, Device device) {
        devices.put(name, new Device(name + ".pem", device.identity(), device.credential()));
    }

    /// Certificates that our authority would not issue, or that another one did.
    private void forge() {
        Path folder = clients.world.world().folder();
        LabPki other = LabPki.create(folder, LabKeyType.ECDSA_P256, "CN=Some other CA");
        LabPki ours = LabPki.of(folder, clients.authorityKey(), clients.authority());
        List<String> past = List.of("--not-before", "01.01.20 00:00:00", "--not-after", "01.02.20 00:00:00");
        devices.put("stranger", forged("stranger", other.issue(LabKeyType.ECDSA_P256, "alice@laptop")));
        devices.put("expired", forged("expired", ours.issue(LabKeyType.ECDSA_P256, "alice@laptop", past)));
        devices.put("unknown", forged("unknown", ours.issue(LabKeyType.ECDSA_P256, "alice@laptop")));
    }

    private static Device forged(String name, LabPki.Credential credential) {
        return new Device(name + ".pem", "alice@laptop", credential);
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

    /// What the administrator gets to read about the attempt; the peer must have heard `notify`.
    private JsonNode refused(SwanConnection connection, String notify) {
        long before = clients.lastAttempt();
        swan.load(connection);
        Finished tried = swan.tryInitiate(connection.name());
        assertThat(tried.succeeded()).as(tried.out()).isFalse();
        assertThat(tried.out()).contains("received " + notify + " notify");
        JsonNode attempt = clients.attemptAfter(before);
        assertThat(attempt.path("ok").asBoolean()).isFalse();
        JsonNode failure = attempt.path("failure");
        for (String text : List.of("code", "what", "why", "remedy")) {
            assertThat(failure.path(text).asString()).as(text).isNotBlank();
        }
        return failure;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "stranger, AUTH-",
        "expired, AUTH-",
        "unknown, GW-001",
        "revoked, GW-002",
        "disabled, GW-003",
        "roleless, GW-005"
    })
    void whoMayNotInIsDeniedAndTheAttemptSaysWhy(String who, String code) {
        JsonNode failure = refused(connection(who, devices.get(who)), DENIED);
        assertThat(failure.path("code").asString()).startsWith(code);
    }

    @Test
    void anIdentityThatIsNotInTheCertificateIsDenied() {
        Device good = devices.get("good");
        SwanConnection bob = connection("bob", new Device(good.name(), "bob@laptop", good.credential()));
        assertThat(refused(bob, DENIED).path("what").asString()).contains("bob@laptop");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"aes192-sha256-x25519, AES_CBC", "aes256-sha256-modp2048, compat", "aes256-sha1-modp1024, weak"})
    void anIkeProposalThatHasNothingInCommonWithOursIsExplainedByTheDifference(String ike, String words) {
        JsonNode failure = refused(connection("ike", devices.get("good")).ike(ike), "NO_PROPOSAL_CHOSEN");
        assertThat(failure.toString()).containsIgnoringCase(words);
    }

    @Test
    void anEspProposalThatHasNothingInCommonWithOursIsExplainedByTheDifference() {
        JsonNode failure = refused(connection("esp", devices.get("good")).esp("aes192-sha256"), "NO_PROPOSAL_CHOSEN");
        assertThat(failure.path("why").asString() + failure.path("what").asString())
                .contains("AES");
    }

    @Test
    void aWrongSharedSecretIsDenied() {
        SwanConnection branch = SwanConnection.named("branch")
                .to(RemoteAccessWorld.GATEWAY_V4)
                .sharesSecret("branch.example.org", GATEWAY, OTHER_SECRET)
                .ike(SwanClients.IKE)
                .esp(SwanClients.ESP)
                .protects(List.of(IpPrefix.of("10.7.0.0/24")), List.of(IpPrefix.of("10.1.0.0/24")));
        assertThat(refused(branch, DENIED).path("what").asString()).contains("branch.example.org");
    }

    @Test
    void aPoolWithoutAnAddressRefusesTheNextDeviceAndSaysWhichPool() {
        SwanConnection one = connection("one", devices.get("guest1"));
        SwanConnection two = connection("two", devices.get("guest2"));
        swan.load(one, two);
        swan.initiate("one");
        long before = clients.lastAttempt();
        Finished tried = swan.tryInitiate("two");
        assertThat(tried.succeeded()).as(tried.out()).isFalse();
        assertThat(tried.out()).contains("INTERNAL_ADDRESS_FAILURE");
        JsonNode attempt = clients.attemptAfter(before);
        assertThat(attempt.path("failure").path("code").asString()).isEqualTo("GW-007");
        assertThat(attempt.path("failure").path("what").asString()).contains("tiny");
        String story = clients.gateway
                .adit("explain", attempt.path("number").asString())
                .orThrow()
                .out();
        assertThat(story).contains("It failed: GW-007", "what:", "why:", "do:", "guest@two");
        assertThat(clients.gateway.adit("attempts").orThrow().out()).contains("GW-007", "guest@two");
    }
}
