package org.adit.systemtest.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.adit.lab.capture.PacketCapture;
import org.adit.lab.process.Command;
import org.adit.lab.traffic.IperfServer;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.CompanyServices;
import org.adit.lab.world.RemoteAccessWorld;
import org.adit.lab.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RemoteAccessWorldTest {
    private RemoteAccessWorld world;

    @BeforeAll
    void build() {
        ThisMachine.canBuildWorlds();
        world = RemoteAccessWorld.build();
    }

    @AfterAll
    void remove() {
        if (world != null) {
            world.close();
            assertThat(Command.of("ip", "netns", "list").check())
                    .doesNotContain("adit-" + ProcessHandle.current().pid() + "-");
            assertThat(Files.exists(world.world().folder())).isFalse();
        }
    }

    @Test
    void theClientReachesTheGatewayButNotTheCompany() {
        Traffic client = Traffic.from(world.client());
        assertThat(client.ping(RemoteAccessWorld.GATEWAY_V4, 3).allAnswered()).isTrue();
        assertThat(client.ping(RemoteAccessWorld.GATEWAY_V6, 3).allAnswered()).isTrue();
        assertThat(client.ping(CompanyHost.WIKI.v4(), 1).answered()).isZero();
        assertThat(client.ping(CompanyHost.WIKI.v6(), 1).answered()).isZero();
    }

    @Test
    void theCompanyAnswersTheGatewayWithPagesAndNames() {
        CompanyServices services = world.startCompanyServices();
        Traffic gateway = Traffic.from(world.gateway());
        assertThat(gateway.fetch("http://10.1.0.10/hello")).contains("wiki.corp.example.org", "10.1.0.1");
        assertThat(gateway.fetch("http://[fd00:1::20]/")).contains("payroll.corp.example.org");
        assertThat(gateway.fetch("http://10.1.0.10/blob/100000")).hasSize(100_000);
        assertThat(services.webLog()).contains("wiki.corp.example.org /hello 10.1.0.1");

        world.gateway().nameServers(List.of(CompanyHost.DNS.v4()));
        assertThat(gateway.resolve("wiki.corp.example.org"))
                .containsExactlyInAnyOrder(CompanyHost.WIKI.v4(), CompanyHost.WIKI.v6());
        assertThat(gateway.resolve("nobody.corp.example.org")).isEmpty();
        assertThat(services.dnsLog()).contains("wiki.corp.example.org");
    }

    @Test
    void theResolvConfOfTheMachineIsNotTouchedFromInside() throws Exception {
        String before = Files.readString(Path.of("/etc/resolv.conf"));
        world.client().check("sh", "-c", "echo 'nameserver 192.0.2.99' > /etc/resolv.conf");
        assertThat(Files.readString(Path.of("/etc/resolv.conf"))).isEqualTo(before);
        assertThat(world.client().check("cat", "/etc/resolv.conf")).contains("192.0.2.99");
    }

    @Test
    void aReboundHomeRouterSendsFromAnotherPortAndAddress() {
        try (PacketCapture capture = PacketCapture.on(world.internet(), "tohome")) {
            int firstPort = world.homeRouter().firstPort();
            sendDatagram();
            world.homeRouter().rebindPorts();
            int secondPort = world.homeRouter().firstPort();
            sendDatagram();
            world.homeRouter().rebindAddress();
            sendDatagram();

            List<List<String>> seen =
                    capture.stop().fields("udp.dstport == 4500 && !icmp", List.of("ip.src", "udp.srcport"));
            assertThat(seen).hasSize(3);
            assertThat(seen).extracting(List::getFirst).containsExactly("203.0.113.10", "203.0.113.10", "203.0.113.11");
            assertThat(Integer.parseInt(seen.get(0).get(1))).isBetween(firstPort, firstPort + 999);
            assertThat(Integer.parseInt(seen.get(1).get(1))).isBetween(secondPort, secondPort + 999);
            assertThat(secondPort).isNotEqualTo(firstPort);
        }
    }

    private void sendDatagram() {
        world.client().check("bash", "-c", "echo hello > /dev/udp/198.51.100.1/4500");
    }

    @Test
    void bulkTrafficIsMeasured() {
        try (IperfServer server = IperfServer.in(world.gateway())) {
            assertThat(server).isNotNull();
            assertThat(Traffic.from(world.client()).tcpBitsPerSecond(RemoteAccessWorld.GATEWAY_V4, 1))
                    .isGreaterThan(1e6);
        }
    }

    @Test
    void whatAKilledRunLeftBehindIsSweptByTheNext() throws Exception {
        long dead = new ProcessBuilder("true").start().onExit().get().pid();
        String orphan = "adit-" + dead + "-1-left";
        Command.of("ip", "netns", "add", orphan).check();
        Path folder = Files.createTempDirectory("adit-" + dead + "-1-");
        Files.writeString(folder.resolve("private.key"), "a key");
        Process inside = new ProcessBuilder("ip", "netns", "exec", orphan, "tail", "-f", "/dev/null").start();

        assertThat(World.sweep()).contains(orphan);
        assertThat(inside.onExit().get().isAlive()).isFalse();
        assertThat(Command.of("ip", "netns", "list").check()).doesNotContain(orphan);
        assertThat(folder).doesNotExist();
    }
}
