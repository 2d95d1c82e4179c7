package org.adit.systemtest.peers;

import static org.adit.lab.strongswan.LabKeyType.ED25519;
import static org.adit.systemtest.peers.SwanGateways.ESP;
import static org.adit.systemtest.peers.SwanGateways.IKE;
import static org.adit.systemtest.peers.SwanGateways.SOON;
import static org.adit.systemtest.peers.SwanGateways.office;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.adit.base.net.IpAddress;
import org.adit.lab.process.Await;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanConnection;
import org.adit.lab.world.RemoteAccessWorld;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Our client at strongSwan: what happens when one falls silent, or the way between them changes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AditAtStrongSwanSilenceTest {
    private static final String CONNECTED = "connected to ";
    private static final String SILENT = "interrupted: IKE-062";
    private static final int SELDOM = 3600;

    private SwanGateways gateways;
    private StrongSwan swan;
    private Path profile;
    private HostState before;

    @BeforeAll
    void build() {
        gateways = SwanGateways.prepare(ED25519);
        profile = gateways.write(gateways.profile(ED25519));
        before = HostState.of(gateways.world.client());
    }

    @AfterAll
    void remove() {
        if (gateways != null) {
            gateways.close();
        }
    }

    @BeforeEach
    void start() {
        swan = gateways.strongSwan()
                .option("retransmit_timeout", "0.5")
                .option("retransmit_base", "1")
                .option("retransmit_tries", "2")
                .start()
                .load(connection());
    }

    private static SwanConnection connection() {
        return office(ED25519, IKE, ESP);
    }

    @AfterEach
    void end() {
        gateways.client.close();
        swan.close();
        assertThat(HostState.of(gateways.world.client())).isEqualTo(before);
    }

    private void connect(String... more) {
        gateways.client.connect(gateways.hurried(profile, SELDOM, more));
    }

    /// After a move. The userspace IPsec of strongSwan cannot move an SA: it makes another, and answers to the old
    /// address until then.
    private void awaitTheCompany() {
        Await.until("the company to answer", SOON, gateways::companyAnswers, swan::log);
    }

    private void assertThatTheCompanyAnswers() {
        assertThat(gateways.companyAnswers())
                .as(gateways.client.log() + swan.log())
                .isTrue();
    }

    @Test
    void aClientWhoseNetworkFallsSilentSaysSoAndComesBackWithIt() {
        connect();
        gateways.world.homeRouter().blackHole();
        gateways.awaitNews(SILENT, 1);
        gateways.world.homeRouter().reconnect();
        gateways.awaitNews(CONNECTED, 2);
        assertThatTheCompanyAnswers();
    }

    @Test
    void aClientOfAGatewayThatDiesSaysSoAndComesBackToTheNext() {
        connect("--keep-trying");
        swan.kill();
        gateways.awaitNews(SILENT, 1);
        start();
        gateways.awaitNews(CONNECTED, 2);
        assertThatTheCompanyAnswers();
    }

    @Test
    void aClientThatKeepsTryingConnectsWhenTheGatewayIsThereAtLast() {
        swan.close();
        gateways.client.start(gateways.hurried(profile, SELDOM, "--keep-trying"));
        gateways.awaitNews("interrupted: IKE-060", 1);
        start();
        gateways.awaitNews(CONNECTED, 1);
        assertThatTheCompanyAnswers();
    }

    @Test
    void aClientThatDiesIsMissedByStrongSwanAndTheNextTidiesUpAfterIt() {
        swan.load(connection().option("dpd_delay", "1s"));
        connect();
        gateways.client.kill();
        Await.until("strongSwan to miss it", SOON, () -> swan.sas().isEmpty(), swan::log);
        assertThat(swan.log()).contains("giving up after 2 retransmits");
        connect();
        assertThatTheCompanyAnswers();
    }

    @Test
    void aClientThatStrongSwanAsksWhetherItLivesAnswers() {
        swan.load(connection().option("dpd_delay", "1s"));
        gateways.client.connect(profile);
        Await.until("answers", SOON, () -> swan.log().split("parsed INFORMATIONAL response", -1).length > 2, swan::log);
        assertThatTheCompanyAnswers();
    }

    @Test
    void aConnectionOutlivesItsNatForgettingThePorts() {
        connect();
        String spi = swan.sa().initiatorSpi();
        gateways.world.homeRouter().rebindPorts();
        String newPorts =
                Integer.toString(gateways.world.homeRouter().firstPort()).substring(0, 2);
        Await.until(
                "strongSwan to follow",
                SOON,
                () -> swan.sa().value("remote-port").startsWith(newPorts),
                swan::log);
        awaitTheCompany();
        assertThat(swan.sa().initiatorSpi()).isEqualTo(spi);
        assertThat(gateways.client.log()).doesNotContain("interrupted");
    }

    @Test
    void aConnectionOutlivesANewAddressOfItsRouter() {
        connect();
        String spi = swan.sa().initiatorSpi();
        gateways.world.homeRouter().rebindAddress();
        String address = gateways.world.homeRouter().publicAddress().toString();
        Await.until(
                "strongSwan to follow",
                SOON,
                () -> swan.sa().value("remote-host").equals(address),
                swan::log);
        awaitTheCompany();
        assertThat(swan.sa().initiatorSpi()).isEqualTo(spi);
        assertThat(gateways.client.log()).doesNotContain("interrupted");
    }

    @Test
    void anAddressThatDoesNotAnswerIsFollowedByTheNext() {
        IpAddress nobody = IpAddress.of("198.51.100.77");
        Path both = gateways.write(gateways.profile(ED25519).at(nobody, RemoteAccessWorld.GATEWAY_V4));
        gateways.client.connect(gateways.hurried(both, SELDOM));
        assertThat(gateways.client.log()).contains("calling the gateway at " + nobody);
        assertThatTheCompanyAnswers();
    }
}
