package org.adit.systemtest.peers;

import static org.adit.lab.strongswan.LabKeyType.ED25519;
import static org.adit.systemtest.peers.SwanGateways.ESP;
import static org.adit.systemtest.peers.SwanGateways.IKE;
import static org.adit.systemtest.peers.SwanGateways.OFFICE;
import static org.adit.systemtest.peers.SwanGateways.SOON;
import static org.adit.systemtest.peers.SwanGateways.office;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.adit.lab.process.Await;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.world.CompanyHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our client at strongSwan: either side renews keys and deletes SAs, with packets under way.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AditAtStrongSwanRekeyTest {
    private static final String FRESH_CHILD = "fresh keys for the Child SA";
    private static final String FRESH_IKE = "fresh keys for the IKE SA";
    private static final String CONNECTED = "connected to ";
    private static final int SELDOM = 3600;

    private SwanGateways gateways;
    private StrongSwan swan;
    private Path profile;

    @BeforeAll
    void build() {
        gateways = SwanGateways.prepare(ED25519);
        swan = gateways.strongSwan().start();
        profile = gateways.write(gateways.profile(ED25519));
    }

    @AfterAll
    void remove() {
        if (gateways != null) {
            gateways.close();
        }
    }

    @AfterEach
    void leave() {
        gateways.client.close();
        Await.until("strongSwan to hear of it", SOON, () -> swan.sas().isEmpty(), swan::log);
    }

    private String story() {
        return gateways.client.log() + swan.log();
    }

    private PingStream pings() {
        return PingStream.start(gateways.world.client(), CompanyHost.WIKI.v4());
    }

    @ParameterizedTest(name = "Child SAs by {0}")
    @ValueSource(strings = {"aes256gcm16", "aes256gcm16-curve25519", "aes256gcm16-ecp384"})
    void strongSwanRenewsBothSasAndNoPacketIsLost(String esp) {
        swan.load(office(ED25519, IKE, esp));
        gateways.client.connect(profile);
        PingStream stream = pings();
        for (int round = 1; round <= 2; round++) {
            swan.rekeyChild(OFFICE);
            gateways.awaitNews(FRESH_CHILD, round);
            swan.rekeyIke(OFFICE);
            gateways.awaitNews(FRESH_IKE, round);
        }
        assertThat(stream.lost()).as(story()).isZero();
        assertThat(gateways.client.log()).doesNotContain("interrupted");
        Await.until("one Child SA to be left", SOON, () -> swan.sa().children().size() == 1, swan::log);
    }

    @ParameterizedTest(name = "Child SAs by {0}")
    @ValueSource(strings = {"aes256gcm16", "aes256gcm16-ecp256", "aes256gcm16-curve25519", "aes256gcm16-ecp384"})
    void ourClientRenewsBothSasAndNoPacketIsLost(String esp) {
        swan.load(office(ED25519, "aes256gcm16-prfsha384-ecp256", esp));
        gateways.client.connect(gateways.hurried(profile, 2));
        PingStream stream = pings();
        gateways.awaitNews(FRESH_CHILD, 3);
        gateways.awaitNews(FRESH_IKE, 1);
        assertThat(stream.lost()).as(story()).isZero();
        assertThat(gateways.client.log()).doesNotContain("interrupted");
    }

    @Test
    void aClientWhoseSessionStrongSwanEndsSaysSoAndConnectsAgain() {
        swan.load(office(ED25519, IKE, ESP));
        gateways.client.connect(profile);
        swan.terminate(OFFICE);
        gateways.awaitNews(CONNECTED, 2);
        assertThat(gateways.client.log()).contains("interrupted: CL-008", "trying again in a moment");
        assertThat(gateways.companyAnswers()).as(story()).isTrue();
    }

    @Test
    void aClientWhoseChildSaStrongSwanDeletesSaysSoAndConnectsAgain() {
        swan.load(office(ED25519, IKE, ESP));
        gateways.client.connect(profile);
        swan.terminateChild(OFFICE);
        gateways.awaitNews(CONNECTED, 2);
        assertThat(gateways.client.log()).contains("interrupted: CL-008");
        assertThat(gateways.companyAnswers()).as(story()).isTrue();
    }

    @Test
    void aDisconnectDeletesEverythingAtStrongSwan() {
        swan.load(office(ED25519, IKE, ESP));
        gateways.client.connect(gateways.hurried(profile, SELDOM));
        gateways.client.disconnect().orThrow();
        assertThat(gateways.client.process().awaitExit(SOON)).isZero();
        Await.until("strongSwan to hear of it", SOON, () -> swan.sas().isEmpty(), swan::log);
        assertThat(swan.log()).contains("received DELETE for IKE_SA office");
    }
}
