package org.adit.systemtest.peers;

import static org.adit.systemtest.peers.SwanClients.SOON;
import static org.adit.systemtest.peers.SwanClients.connection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.adit.lab.process.Await;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanConnection;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.CompanyHost;
import org.adit.systemtest.peers.SwanClients.Device;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What either side makes of the other's silence, and of time that passes: with a gateway that is in a hurry.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StrongSwanSilenceTest {
    private SwanClients clients;
    private Device laptop;
    private StrongSwan swan;

    @BeforeAll
    void build() {
        clients = SwanClients.prepare("");
        start(3600);
        clients.addUser("alice", "people");
        laptop = clients.enrol("alice", "laptop", "ecdsa");
    }

    private void start(int rekeySeconds) {
        clients.startMain(HurriedGateway.class, Integer.toString(rekeySeconds));
    }

    @AfterAll
    void remove() {
        if (clients != null) {
            clients.close();
        }
    }

    @BeforeEach
    void connect() {
        swan = clients.strongSwan(clients.world.client(), clients.authority(), List.of(laptop))
                .option("retransmit_timeout", "0.5")
                .option("retransmit_base", "1")
                .option("retransmit_tries", "2")
                .start()
                .load(home());
        swan.initiate("home");
    }

    private SwanConnection home() {
        return connection("home", laptop).option("dpd_delay", "1s");
    }

    @AfterEach
    void end() {
        clients.world.homeRouter().reconnect();
        swan.close();
    }

    private void assertThatTheGatewayGaveUpAndTookBackTheAddress() {
        clients.awaitNoSession();
        assertThat(clients.gateway
                        .get("pools")
                        .path("pools")
                        .path(0)
                        .path("inUse")
                        .asInt())
                .isZero();
        // the audit is written a moment after the session is gone
        Await.until("the audit to say why", SOON, () -> lastEnded().contains("IKE-062"), this::lastEnded);
        assertThat(lastEnded()).contains("stopped answering");
    }

    private String lastEnded() {
        return clients.list("audit").stream()
                .filter(line -> line.path("action").asString().contains("session"))
                .findFirst()
                .orElseThrow()
                .path("detail")
                .asString();
    }

    @Test
    void aClientThatDiesIsMissedAndItsAddressIsFreeAgain() {
        swan.kill();
        assertThatTheGatewayGaveUpAndTookBackTheAddress();
    }

    @Test
    void aClientWhoseHomeFallsSilentIsMissedAndMayComeBack() {
        clients.world.homeRouter().blackHole();
        assertThatTheGatewayGaveUpAndTookBackTheAddress();
        Await.until("the client to give up too", SOON, () -> swan.sas().isEmpty(), swan::log);
        clients.world.homeRouter().reconnect();
        swan.initiate("home");
        assertThat(Traffic.from(clients.world.client())
                        .ping(CompanyHost.WIKI.v4(), 3)
                        .allAnswered())
                .isTrue();
    }

    @Test
    void aGatewayThatDiesIsMissedByTheClientWhichMayComeBackToTheNext() {
        clients.gateway.kill();
        Await.until("the client to notice", SOON, () -> swan.sas().isEmpty(), swan::log);
        assertThat(swan.log()).contains("giving up after 2 retransmits");
        start(3600);
        swan.initiate("home");
        assertThat(clients.session().path("device").asString()).isEqualTo("laptop");
    }

    @Test
    void aGatewayRenewsKeysByItselfWhenTheirTimeIsUpAndNoPacketIsLost() {
        clients.gateway.close();
        Await.until("the client to hear of it", SOON, () -> swan.sas().isEmpty(), swan::log);
        start(2);
        swan.initiate("home");
        String ike = swan.sa().initiatorSpi();
        String child = swan.sa().installed().getFirst().spiIn();
        PingStream stream = PingStream.start(clients.world.client(), CompanyHost.WIKI.v4());
        Await.until(
                "a new IKE SA",
                SOON,
                () -> swan.sas().stream().noneMatch(sa -> sa.initiatorSpi().equals(ike)));
        Await.until(
                "a new Child SA",
                SOON,
                () -> swan.sas().stream()
                        .flatMap(sa -> sa.installed().stream())
                        .noneMatch(one -> one.spiIn().equals(child)));
        assertThat(stream.lost()).as(swan.log()).isZero();
        swan.close();
        clients.awaitNoSession();
        clients.gateway.close();
        start(3600);
    }
}
