package org.adit.systemtest.adit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.adit.lab.adit.AditClient;
import org.adit.lab.adit.AditGateway;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.Command;
import org.adit.lab.process.Finished;
import org.adit.lab.traffic.IperfServer;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.RemoteAccessWorld;
import org.adit.systemtest.lab.ThisMachine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Our client at our gateway, from settings to traffic. The gateway has two workers, as on larger machines.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OwnPeersTest {
    private RemoteAccessWorld world;
    private AditGateway gateway;
    private AditClient client;
    private Path profile;

    @BeforeAll
    void build() throws IOException {
        ThisMachine.canBuildWorlds();
        world = RemoteAccessWorld.build();
        world.startCompanyServices();
        AditProgram program = AditProgram.own().quickToStart();
        gateway = AditGateway.in(world.gateway(), program)
                .init(
                        "--name", "vpn.example.org",
                        "--reach", RemoteAccessWorld.COMPANY_V4.toString(),
                        "--reach", RemoteAccessWorld.COMPANY_V6.toString(),
                        "--dns", CompanyHost.DNS.v4().toString(),
                        "--domain", "corp.example.org");
        Files.writeString(gateway.settings(), "\n[data-plane]\nworkers = 2\n", StandardOpenOption.APPEND);
        gateway.start();
        gateway.adit("user", "add", "alice").orThrow();
        profile = gateway.profile("alice", "laptop", "--address", RemoteAccessWorld.GATEWAY_V4.toString());
        client = AditClient.in(world.client(), program);
    }

    @AfterAll
    void remove() {
        if (world != null) {
            world.close();
        }
    }

    /// As behind a provider's own tunnel, whose ends tell nobody.
    private void everythingPassesANarrowPathToo(Traffic traffic) {
        world.internet().ip("link", "set", "tohome", "mtu", "1400");
        world.homeRouter().namespace().ip("link", "set", "wan0", "mtu", "1400");
        Finished first = world.client().inside(oneWholeEcho()).run();
        Finished second = world.client().inside(oneWholeEcho()).run();
        assertThat(first.succeeded()).as("in fragments: " + first).isTrue();
        assertThat(second.out()).as("both ends have learnt from it").contains("mtu = 1334");
        assertThat(traffic.fetch("http://wiki.corp.example.org/hello")).contains("wiki.corp.example.org");
        try (IperfServer server = IperfServer.in(world.company())) {
            assertThat(traffic.tcpBitsPerSecond(CompanyHost.WIKI.v4(), 1)).isPositive();
            assertThat(traffic.tcpBitsPerSecondBack(CompanyHost.WIKI.v4(), 1)).isPositive();
        }
    }

    /// That fits the tunnel, and with what is around it a usual link.
    private static Command oneWholeEcho() {
        return Command.of(
                "ping",
                "-n",
                "-c",
                "1",
                "-W",
                "2",
                "-M",
                "do",
                "-s",
                "1380",
                CompanyHost.WIKI.v4().toString());
    }

    @Test
    void aPersonConnectsReachesTheCompanyByNameAndLeavesNothingBehind() {
        client.connect(profile);
        Traffic traffic = Traffic.from(world.client());
        assertThat(traffic.ping(CompanyHost.WIKI.v4(), 3).allAnswered()).isTrue();
        assertThat(traffic.ping(CompanyHost.WIKI.v6(), 3).allAnswered()).isTrue();
        assertThat(traffic.fetch("http://wiki.corp.example.org/hello")).contains("wiki.corp.example.org");
        assertThat(gateway.get("status").path("workers").asInt()).isEqualTo(2);
        // Where these tests run the kernel takes the program.
        assertThat(gateway.get("status").path("features").valueStream())
                .anyMatch(feature -> feature.path("name").asString().equals("tun-steering")
                        && feature.path("used").asBoolean());
        JsonNode session = gateway.get("sessions").path("sessions").path(0);
        assertThat(session.path("user").asString()).isEqualTo("alice");
        // Counted now, not when somebody counted last: six echo requests and a page.
        assertThat(session.path("inboundOctets").asLong()).isGreaterThan(6 * 84);
        assertThat(session.path("outboundOctets").asLong()).isGreaterThan(6 * 84);
        everythingPassesANarrowPathToo(traffic);
        client.disconnect().orThrow();
        assertThat(client.process().awaitExit(Duration.ofSeconds(10))).isZero();
        assertThat(world.client().ip("address")).doesNotContain("adit-c");
        assertThat(gateway.get("sessions").path("sessions").size()).isZero();
    }
}
