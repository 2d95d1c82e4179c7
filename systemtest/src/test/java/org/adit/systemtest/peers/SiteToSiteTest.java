package org.adit.systemtest.peers;

import static org.adit.systemtest.peers.SwanClients.GATEWAY;
import static org.adit.systemtest.peers.SwanClients.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.lab.process.Await;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanConnection;
import org.adit.lab.strongswan.SwanSa;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.Namespace;
import org.adit.lab.world.RemoteAccessWorld;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two branches that strongSwan guards, joined to the company by shared secrets: one calls us, we call the other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SiteToSiteTest {
    private static final IpAddress BRANCH = IpAddress.of("192.0.2.10");
    private static final String SECRET = "6jW0xLk4r1Vt8oYqZ3hBdN5sUa9eGmCfPiRwT7yKQzE=";
    private static final IpAddress CALLING_HOST = IpAddress.of("10.7.0.10");
    private static final IpAddress CALLED_HOST = IpAddress.of("10.8.0.10");
    private static final Duration BY_ITSELF = Duration.ofSeconds(20);

    private SwanClients clients;
    private Namespace branch;
    private StrongSwan swan;

    @BeforeAll
    void build() {
        clients = SwanClients.prepare("""
                [[site]]
                name = "calling"
                identity = "calling.example.org"
                secret = "env:BRANCH_SECRET"
                local = ["10.1.0.0/24"]
                remote = ["10.7.0.0/24"]

                [[site]]
                name = "called"
                peer = "%s"
                identity = "called.example.org"
                secret = "env:BRANCH_SECRET"
                local = ["10.1.0.0/24"]
                remote = ["10.8.0.0/24"]
                start = true

                [[site]]
                name = "nowhere"
                peer = "nowhere.example.org"
                identity = "nowhere.example.org"
                secret = "env:BRANCH_SECRET"
                local = ["10.1.0.0/24"]
                remote = ["10.9.0.0/24"]
                start = true
                """.formatted(BRANCH));
        clients.world.gateway().nameServers(List.of());
        buildBranch();
        swan = StrongSwan.in(branch)
                .start()
                .load(site("calling", "10.7.0.0/24").to(RemoteAccessWorld.GATEWAY_V4), site("called", "10.8.0.0/24"));
        clients.startWith("BRANCH_SECRET", SECRET);
    }

    private void buildBranch() {
        Namespace internet = clients.world.internet();
        branch = clients.world.world().namespace("branch");
        clients.world.world().link(internet, "tobranch", branch, "wan0");
        internet.address("tobranch", "192.0.2.1/24");
        branch.address("wan0", BRANCH + "/24");
        branch.route("default", "192.0.2.1");
        branch.address("lo", CALLING_HOST + "/24");
        branch.address("lo", CALLED_HOST + "/24");
    }

    private static SwanConnection site(String name, String network) {
        return SwanConnection.named(name)
                .sharesSecret(
                        name + ".example.org",
                        GATEWAY,
                        HexFormat.of().formatHex(Base64.getDecoder().decode(SECRET)))
                .ike(SwanClients.IKE)
                .esp(SwanClients.ESP)
                .protects(List.of(IpPrefix.of(network)), List.of(RemoteAccessWorld.COMPANY_V4));
    }

    @AfterAll
    void remove() {
        if (clients != null) {
            clients.close();
        }
    }

    private void assertThatNetworksReachEachOther(IpAddress host) {
        assertThat(Traffic.from(branch).ping(CompanyHost.WIKI.v4(), 3, host).allAnswered())
                .as(swan.log() + clients.gateway.log())
                .isTrue();
        assertThat(Traffic.from(clients.world.company())
                        .ping(host, 3, CompanyHost.WIKI.v4())
                        .allAnswered())
                .as(swan.log() + clients.gateway.log())
                .isTrue();
    }

    private boolean connected(String site) {
        return clients.sessions().stream()
                        .anyMatch(session -> session.path("device").asString().equals(site)
                                && session.path("children").asInt() == 1)
                && swan.sas().stream()
                        .filter(SwanSa::isEstablished)
                        .anyMatch(sa ->
                                sa.connection().equals(site) && !sa.installed().isEmpty());
    }

    private void awaitConnected(String site) {
        Await.until(
                "the site to be connected", BY_ITSELF, () -> connected(site), () -> swan.log() + clients.gateway.log());
    }

    @Test
    void aBranchThatCallsJoinsItsNetworkWithOursBothWays() {
        swan.initiate("calling");
        awaitConnected("calling");
        assertThatNetworksReachEachOther(CALLING_HOST);
        assertThat(clients.world.gateway().ip("route")).contains("10.7.0.0/24 dev adit0");
        swan.terminate("calling");
        Await.until("the end of the session", SOON, () -> !connected("calling"));
        Await.until(
                "the route to go",
                SOON,
                () -> !clients.world.gateway().ip("route").contains("10.7.0.0/24"));
    }

    @Test
    void aBranchThatWeCallIsConnectedByItselfAndAgainAfterItWent() {
        awaitConnected("called");
        assertThatNetworksReachEachOther(CALLED_HOST);
        swan.terminate("called");
        awaitConnected("called");
        assertThatNetworksReachEachOther(CALLED_HOST);
    }

    /// StartFailure.NoWayToSite.
    @Test
    void aBranchWhoseNameLeadsNowhereIsAnAttemptThatSaysSo() {
        Await.until(
                "the attempt",
                SOON,
                () -> clients.list("attempts").stream()
                        .anyMatch(attempt ->
                                attempt.path("failure").path("code").asString().equals("GW-026")
                                        && attempt.path("failure")
                                                .path("what")
                                                .asString()
                                                .contains("nowhere")),
                clients.gateway::log);
    }

    @Test
    void bothEndsRenewTheKeysOfASiteWhileTrafficFlows() {
        awaitConnected("called");
        String number = clients.sessions().stream()
                .filter(session -> session.path("device").asString().equals("called"))
                .findFirst()
                .orElseThrow()
                .path("number")
                .asString();
        for (Runnable rekey : List.<Runnable>of(
                () -> swan.rekeyIke("called"),
                () -> swan.rekeyChild("called"),
                () -> clients.gateway.post("sessions/" + number + "/rekey", "{}"),
                () -> clients.gateway.post("sessions/" + number + "/rekey", "{\"children\":true}"))) {
            String before = keys();
            rekey.run();
            Await.until("new keys", SOON, () -> !keys().equals(before), swan::log);
            awaitConnected("called");
            assertThatNetworksReachEachOther(CALLED_HOST);
        }
    }

    private String keys() {
        return swan.sas().stream()
                .filter(sa -> sa.connection().equals("called") && sa.isEstablished())
                .map(sa -> sa.initiatorSpi()
                        + sa.installed().stream().map(child -> child.spiIn()).toList())
                .toList()
                .toString();
    }
}
