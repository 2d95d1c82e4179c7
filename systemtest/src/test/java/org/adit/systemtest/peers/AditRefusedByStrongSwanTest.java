package org.adit.systemtest.peers;

import static org.adit.lab.strongswan.LabKeyType.ECDSA_P256;
import static org.adit.lab.strongswan.LabKeyType.ED25519;
import static org.adit.systemtest.peers.SwanGateways.ALICE;
import static org.adit.systemtest.peers.SwanGateways.COMPANY;
import static org.adit.systemtest.peers.SwanGateways.ESP;
import static org.adit.systemtest.peers.SwanGateways.IKE;
import static org.adit.systemtest.peers.SwanGateways.NAME;
import static org.adit.systemtest.peers.SwanGateways.office;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.lab.process.Command;
import org.adit.lab.process.Finished;
import org.adit.lab.strongswan.LabPki;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanConnection;
import org.adit.lab.world.RemoteAccessWorld;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Our client at strongSwan: every way not to get in. Each ends with exit code 1, a code and three texts, and leaves
/// the client's host as it was.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AditRefusedByStrongSwanTest {
    private static final IpAddress NOBODY = IpAddress.of("198.51.100.77");

    private SwanGateways gateways;
    private StrongSwan swan;
    private LabPki other;
    private HostState before;

    @BeforeAll
    void build() {
        gateways = SwanGateways.prepare(ED25519);
        other = LabPki.create(gateways.folder(), ECDSA_P256, "CN=Other CA");
        swan = gateways.strongSwan()
                .option("cookie_threshold", "1")
                .certificate("other.pem", other.issue(ED25519, NAME))
                .certificate("stranger.pem", gateways.pki.issue(ED25519, "stranger.example.org"))
                .certificate(
                        "old.pem", gateways.pki.issue(ED25519, NAME, since("01.01.20 00:00:00", "01.01.21 00:00:00")))
                .certificate(
                        "new.pem", gateways.pki.issue(ED25519, NAME, since("01.01.40 00:00:00", "01.01.41 00:00:00")))
                .start();
        before = HostState.of(gateways.world.client());
    }

    private static List<String> since(String notBefore, String notAfter) {
        return List.of("--not-before", notBefore, "--not-after", notAfter);
    }

    @AfterAll
    void remove() {
        if (gateways != null) {
            gateways.close();
        }
    }

    @AfterEach
    void nothingIsLeft() {
        gateways.client.close();
        assertThat(HostState.of(gateways.world.client())).isEqualTo(before);
    }

    private static SwanConnection with(String certificate) {
        return office(IKE, ESP, COMPANY).signsWith(certificate, NAME).expectsCertificateOf(ALICE);
    }

    private Command usual(HandWrittenProfile profile) {
        return gateways.client.connecting(gateways.write(profile));
    }

    private Command hurried(HandWrittenProfile profile) {
        return gateways.hurried(gateways.write(profile), 3600);
    }

    private void assertRefused(HandWrittenProfile profile, String code, String... words) {
        assertRefused(usual(profile), code, words);
    }

    private void assertRefused(Command connecting, String code, String... words) {
        Finished ended = gateways.world.client().inside(connecting).run();
        assertThat(ended.exit()).as(ended + swan.log()).isEqualTo(1);
        assertThat(ended.err())
                .as(swan.log())
                .matches("(?s)adit: " + code + ": [A-Z][^\\n]+\\.\\n  why: [^\\n]+\\n  do:  [^\\n]+\\n")
                .contains(words);
        assertThat(ended.out()).doesNotContain("Exception", "\tat ").doesNotContain("\nconnected to");
    }

    private HandWrittenProfile alice() {
        return gateways.profile(ED25519);
    }

    @Test
    void aGatewayOfAnotherAuthority() {
        swan.load(with("other.pem"));
        assertRefused(alice(), "AUTH-007", "Other CA");
    }

    /// We say whom we want to speak to (IDr), and strongSwan says that it is somebody else by refusing.
    @Test
    void aGatewayWithAnotherName() {
        swan.load(office(IKE, ESP, COMPANY)
                .signsWith("stranger.pem", "stranger.example.org")
                .expectsCertificateOf(ALICE));
        assertRefused(alice(), "IKE-033", "AUTHENTICATION_FAILED");
    }

    @Test
    void aGatewayWhoseCertificateHasExpired() {
        swan.load(with("old.pem"));
        assertRefused(alice(), "AUTH-005", "2021");
    }

    @Test
    void aGatewayWhoseCertificateIsNotYetValid() {
        swan.load(with("new.pem"));
        assertRefused(alice(), "AUTH-006", "2040");
    }

    @Test
    void aGatewayThatWantsOtherAlgorithmsForIke() {
        swan.load(office(ED25519, "aes192-sha256-ecp384", ESP));
        assertRefused(alice(), "IKE-033", "NO_PROPOSAL_CHOSEN");
    }

    @Test
    void aGatewayThatWantsOtherAlgorithmsForEsp() {
        swan.load(office(ED25519, IKE, "aes192gcm16"));
        assertRefused(alice(), "CL-007", "NO_PROPOSAL_CHOSEN");
    }

    @Test
    void aGatewayThatDoesNotKnowOurAuthority() {
        swan.load(with("gateway-ED25519.pem"));
        LabPki.Credential own = other.issue(ED25519, ALICE);
        assertRefused(
                HandWrittenProfile.withCertificate(ALICE, own, gateways.pki.certificate())
                        .at(RemoteAccessWorld.GATEWAY_V4),
                "IKE-033",
                "AUTHENTICATION_FAILED");
    }

    @Test
    void aGatewayThatKnowsAnotherPreSharedKey() throws IOException {
        swan.load(office(IKE, ESP, COMPANY).sharesSecret(NAME, ALICE, "00112233445566778899aabbccddeeff"));
        Path secret = Files.writeString(gateways.folder().resolve("wrong"), "0123456789abcdef0123456789abcdef");
        assertRefused(
                HandWrittenProfile.withSecret(ALICE, secret).at(RemoteAccessWorld.GATEWAY_V4),
                "IKE-033",
                "AUTHENTICATION_FAILED");
    }

    @Test
    void aGatewayWithoutAnAddressForUs() {
        swan.load(SwanConnection.named("office")
                .ike(IKE)
                .esp(ESP)
                .signsWith("gateway-ED25519.pem", NAME)
                .expectsCertificateOf(ALICE)
                .protects(COMPANY, List.of(RemoteAccessWorld.POOL_V4)));
        assertRefused(alice(), "CL-007", "INTERNAL_ADDRESS_FAILURE");
    }

    @Test
    void aGatewayThatHasNothingToReachForUs() {
        swan.load(office(IKE, ESP, List.of(IpPrefix.of("10.77.0.0/24")))
                .signsWith("gateway-ED25519.pem", NAME)
                .expectsCertificateOf(ALICE)
                .childOption("remote_ts", "10.66.0.0/24"));
        assertRefused(alice(), "CL-007", "TS_UNACCEPTABLE");
    }

    @Test
    void anAddressWhereNobodyAnswers() {
        assertRefused(hurried(alice().at(NOBODY)), "IKE-060", NOBODY.toString());
    }

    @Test
    void aNameThatDoesNotResolve() {
        assertRefused(alice().gateway("vpn.nowhere.invalid").at(), "CL-004", "vpn.nowhere.invalid");
    }

    @Test
    void aWayThatLosesLargerPacketsAndTheCookieThatTheNextClientIsAskedFor() {
        swan.load(with("gateway-ED25519.pem"));
        narrow("add table inet narrow; add chain inet narrow forward { type filter hook forward priority 1; };"
                + " add rule inet narrow forward meta l4proto udp meta length > 700 drop");
        assertRefused(hurried(alice()), "IKE-061", "larger packets");
        narrow("delete table inet narrow");
        // what that attempt left half-open makes strongSwan ask the next for a cookie
        int logged = swan.log().length();
        gateways.client.connect(gateways.write(alice()));
        assertThat(swan.log().substring(logged)).contains("N(COOKIE)");
        assertThat(gateways.companyAnswers())
                .as(gateways.client.log() + swan.log())
                .isTrue();
    }

    private void narrow(String script) {
        gateways.world
                .internet()
                .command("nft", "-f", "-")
                .reading(script.replace("; a", "\na") + "\n")
                .check();
    }
}
