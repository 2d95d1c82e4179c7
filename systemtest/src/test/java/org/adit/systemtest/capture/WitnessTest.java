package org.adit.systemtest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.adit.base.net.IpAddress;
import org.adit.lab.adit.AditClient;
import org.adit.lab.adit.AditGateway;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.capture.Dissection;
import org.adit.lab.capture.PacketCapture;
import org.adit.lab.process.Await;
import org.adit.lab.strongswan.LabPki;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanConnection;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.RemoteAccessWorld;
import org.adit.systemtest.lab.ThisMachine;
import org.adit.systemtest.trial.KeyNotes;
import org.adit.systemtest.trial.Trials;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A second pair of eyes: Wireshark's dissectors, given the keys of a run, read everything that we sent and find
/// nothing
/// amiss.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WitnessTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final IpAddress NOBODY = IpAddress.of("10.1.0.99");
    private static final int LONGEST_FRAME = 14 + 1500;
    private static final Pattern IDENTITY = Pattern.compile("id = (\\S+)");

    private final AditProgram program = AditProgram.own().quickToStart();
    private RemoteAccessWorld world;
    private AditGateway gateway;
    private Path gatewayNotes;
    private Path clientNotes;

    @BeforeAll
    void build() {
        ThisMachine.canBuildWorlds();
        world = RemoteAccessWorld.build();
        world.startCompanyServices();
        // Between namespaces a train of datagrams stays one. A witness sees what is on a wire.
        world.gateway().ip("link", "set", "wan0", "gso_max_segs", "1");
        world.internet().ip("link", "set", "tocorp", "gso_max_segs", "1");
        gatewayNotes = world.world().folder().resolve("gateway.keys");
        clientNotes = world.world().folder().resolve("client.keys");
        gateway = AditGateway.in(world.gateway(), program)
                .init(
                        "--name", "vpn.example.org",
                        "--reach", RemoteAccessWorld.COMPANY_V4.toString(),
                        "--reach", RemoteAccessWorld.COMPANY_V6.toString(),
                        "--dns", CompanyHost.DNS.v4().toString(),
                        "--domain", "corp.example.org");
        gateway.start(Trials.gateway(program, gateway, gatewayNotes.toString()));
        gateway.adit("user", "add", "alice").orThrow();
    }

    @AfterAll
    void remove() {
        if (world != null) {
            world.close();
        }
    }

    /// The client's notes alone: they hold the keys of both directions. Between ourselves we use extended
    /// sequence numbers, whose check values tshark cannot compute; that it reads the inner packets shows that
    /// keys, salts and nonces are where they belong.
    @Test
    void everythingBetweenOurOwnPeersIsReadableAndWellFormed() {
        // RSA on both sides: only its certificates and signatures are too long for one datagram
        Path profile = gateway.profile(
                "alice", "laptop", "--key", "rsa", "--address", RemoteAccessWorld.GATEWAY_V4.toString());
        PacketCapture capture = PacketCapture.on(world.internet(), "tocorp");
        try (AditClient client = AditClient.in(world.client(), program)) {
            client.connect(Trials.client(program, client, profile, clientNotes.toString()));
            pingBothFamilies();
            String session = session();
            gateway.post("sessions/" + session + "/rekey", "{\"children\": true}");
            awaitNews(client, "fresh keys for the Child SA");
            pingBothFamilies();
            gateway.post("sessions/" + session + "/rekey", "{}");
            awaitNews(client, "fresh keys for the IKE SA");
            pingBothFamilies();
            // Nobody answers, so that the client asks whether the gateway lives.
            Traffic.from(world.client()).ping(NOBODY, 10);
            client.disconnect().orThrow();
        }
        KeyNotes keys = new KeyNotes(clientNotes);
        Dissection opened = capture.stop().withIke(keys.ike()).withEsp(keys.esp(this::seen));

        assertThat(keys.ike()).hasSize(2);
        assertThat(keys.esp(this::seen)).hasSize(4);
        assertWellFormed(opened);
        assertThat(opened.count("esp && icmp.type == 8 && ip.dst == 10.1.0.10")).isEqualTo(15);
        assertThat(opened.count("esp && icmpv6.type == 128 && ipv6.dst == fd00:1::10"))
                .isEqualTo(15);
        assertThat(opened.count("esp && icmpv6.type == 129")).isEqualTo(15);
        // IKE_AUTH comes in fragments, with certificates (37), AUTH (39), TS (44, 45) and CP (47).
        assertThat(opened.count("isakmp.exchangetype == 35 && isakmp.frag.number"))
                .isGreaterThanOrEqualTo(2);
        for (int payload : List.of(37, 39, 44, 45, 47)) {
            assertThat(messages(opened, "isakmp.exchangetype == 35 && isakmp.typepayload == " + payload))
                    .as("IKE_AUTH with payload " + payload)
                    .isEqualTo(2);
        }
        // Two rekeys, each with a Delete; the client's question after silence; goodbye.
        assertThat(messages(opened, "isakmp.exchangetype == 36")).isEqualTo(4);
        assertThat(opened.count("isakmp.exchangetype == 37 && isakmp.typepayload == 42"))
                .isGreaterThanOrEqualTo(3);
        assertThat(opened.count("isakmp.exchangetype == 37 && !(isakmp.typepayload == 42)"))
                .isGreaterThanOrEqualTo(2);
    }

    /// Each once, however often a busy machine made somebody send it again.
    private static int messages(Dissection opened, String filter) {
        List<String> identity = List.of("isakmp.ispi", "isakmp.messageid", "isakmp.flags");
        return new HashSet<>(opened.fields(filter, identity)).size();
    }

    /// strongSwan without extended sequence numbers at our gateway: then tshark computes every check value.
    @ParameterizedTest
    @CsvSource({
        "gcm256, aes256gcm16-prfsha384-ecp384, aes256gcm16-noesn",
        "gcm128, aes128gcm16-prfsha256-x25519, aes128gcm16-x25519-noesn",
        "cbc256, aes256-sha256-ecp256, aes256-sha256-ecp256-noesn",
        "cbc128, aes256-sha512-x25519, aes128-sha512-noesn"
    })
    void theCheckValueOfEveryPacketIsRight(String device, String ike, String esp) throws IOException {
        ThisMachine.hasStrongSwan();
        int before = new KeyNotes(gatewayNotes).ike().size();
        PacketCapture capture = PacketCapture.on(world.internet(), "tocorp");
        try (StrongSwan client = swan(device, ike, esp)) {
            client.initiate("home");
            pingBothFamilies();
            String session = session();
            String old = client.sa().installed().getFirst().spiIn();
            gateway.post("sessions/" + session + "/rekey", "{\"children\": true}");
            Await.until(
                    "a new Child SA",
                    SOON,
                    () -> client.sa().installed().stream()
                            .noneMatch(child -> child.spiIn().equals(old)),
                    client::log);
            pingBothFamilies();
            client.rekeyIke("home");
            pingBothFamilies();
            client.terminate("home");
        }
        KeyNotes keys = new KeyNotes(gatewayNotes);
        Dissection opened = capture.stop().withIke(keys.ike()).withEsp(keys.esp(this::seen));
        assertThat(keys.ike()).hasSize(before + 2);
        assertWellFormed(opened);
        assertThat(opened.allEsp()).isGreaterThanOrEqualTo(60);
        assertThat(opened.goodEsp()).as(opened.summary("esp")).isEqualTo(opened.allEsp());
    }

    private void assertWellFormed(Dissection opened) {
        assertThat(opened.summary("frame.len > " + LONGEST_FRAME)).isEmpty();
        assertThat(opened.malformed()).isEmpty();
        assertThat(opened.sealedIke()).as(opened.summary("isakmp")).isZero();
        assertThat(opened.fields("_ws.expert", List.of("frame.number", "_ws.expert.severity", "_ws.expert.message")))
                .isEmpty();
        assertThat(opened.fields("isakmp", List.of("isakmp.reserved", "isakmp.reserved2", "isakmp.reserved7")))
                .isNotEmpty()
                .allSatisfy(frame -> assertThat(String.join(",", frame)).matches("((0x)?0*,?)*"));
    }

    private void pingBothFamilies() {
        Traffic traffic = Traffic.from(world.client());
        assertThat(traffic.ping(CompanyHost.WIKI.v4(), 5).allAnswered())
                .as(gateway.log())
                .isTrue();
        assertThat(traffic.ping(CompanyHost.WIKI.v6(), 5).allAnswered())
                .as(gateway.log())
                .isTrue();
    }

    private String session() {
        return gateway.get("sessions").path("sessions").path(0).path("number").asString();
    }

    private static void awaitNews(AditClient client, String words) {
        Await.until(words, SOON, () -> client.log().contains(words), client::log);
    }

    private StrongSwan swan(String device, String ike, String esp) throws IOException {
        Path folder = gateway.profile("alice", device, "--for", "linux");
        String identity = IDENTITY.matcher(Files.readString(folder.resolve("conf.d/adit.conf")))
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElseThrow();
        return StrongSwan.in(world.client())
                .trusts(Files.readString(folder.resolve("x509ca/adit.pem")))
                .certificate(
                        "alice.pem",
                        new LabPki.Credential(
                                Files.readString(folder.resolve("x509/adit.pem")),
                                Files.readString(folder.resolve("private/adit.pem"))))
                .start()
                .load(SwanConnection.named("home")
                        .to(RemoteAccessWorld.GATEWAY_V4)
                        .signsWith("alice.pem", identity)
                        .expectsCertificateOf("vpn.example.org")
                        .ike(ike)
                        .esp(esp)
                        .asksForAddresses(List.of(RemoteAccessWorld.COMPANY_V4, RemoteAccessWorld.COMPANY_V6)));
    }

    /// The client's address as the internet knows it.
    private IpAddress seen(IpAddress address) {
        return address.equals(RemoteAccessWorld.CLIENT_V4) ? world.homeRouter().publicAddress() : address;
    }
}
