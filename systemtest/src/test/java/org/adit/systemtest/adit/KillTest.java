package org.adit.systemtest.adit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.adit.lab.adit.AditClient;
import org.adit.lab.adit.AditGateway;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.Await;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Finished;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.Namespace;
import org.adit.lab.world.RemoteAccessWorld;
import org.adit.systemtest.lab.ThisMachine;
import org.adit.systemtest.trial.Trials;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// `kill -9` of either end, at moments of each stage and at random ones: the next start works, and nothing is lost or
/// left over.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KillTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern INDEX = Pattern.compile("(?m)^\\d+: ");

    private final long seed = Long.getLong("adit.seed", 7211);
    private final Random random = new Random(seed);
    private final AditProgram program = AditProgram.own().quickToStart();
    private RemoteAccessWorld world;
    private AditGateway gateway;
    private AditClient client;
    private Path profile;

    @BeforeAll
    void build() {
        System.out.println("seed " + seed);
        ThisMachine.canBuildWorlds();
        world = RemoteAccessWorld.build();
        world.startCompanyServices();
        gateway = AditGateway.in(world.gateway(), program)
                .init(
                        "--name", "vpn.example.org",
                        "--reach", RemoteAccessWorld.COMPANY_V4.toString(),
                        "--reach", RemoteAccessWorld.COMPANY_V6.toString(),
                        "--dns", CompanyHost.DNS.v4().toString())
                .start();
        gateway.adit("user", "add", "alice").orThrow();
        // Another device has the first lease, so that to keep one's own is not to be given the first again.
        Path first = gateway.profile("alice", "tablet", "--address", RemoteAccessWorld.GATEWAY_V4.toString());
        profile = gateway.profile("alice", "laptop", "--address", RemoteAccessWorld.GATEWAY_V4.toString());
        client = AditClient.in(world.client(), program);
        client.connect(first).disconnect().orThrow();
    }

    @AfterEach
    void endClient() {
        client.close();
    }

    @AfterAll
    void remove() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void aKilledGatewayComesBackWithItsLeasesAndItsClientsComeBackByThemselves() {
        client.connect(Trials.client(program, client, profile, Trials.NO_NOTES));
        pingAnswered();
        List<String> lease = lease();
        String machine = machine(world.gateway());
        List<Runnable> moments = List.of(
                () -> {},
                () -> {
                    gateway.post("sessions/" + session().path("number").asString() + "/rekey", "{\"children\": true}");
                    after(random.nextInt(8));
                },
                () -> {
                    gateway.post("sessions/" + session().path("number").asString() + "/rekey", "{}");
                    after(random.nextInt(8));
                },
                this::startAndKillEarly,
                this::startAndKillEarly,
                this::startAndKillWhileTheClientReturns,
                this::startAndKillWhileTheClientReturns);
        for (Runnable moment : moments) {
            moment.run();
            gateway.kill();
            gateway.start();
            Await.until("the client to come back", SOON, () -> sessions().size() == 1, this::logs);
            pingAnswered();
            assertThat(lease()).as(logs()).isEqualTo(lease);
            assertThat(machine(world.gateway())).isEqualTo(machine);
            assertThat(gateway.get("users").path("users").size()).isEqualTo(1);
            assertThat(gateway.get("devices").path("devices").size()).isEqualTo(2);
        }
        client.disconnect().orThrow();
        assertThat(client.process().awaitExit(SOON)).isZero();
    }

    @Test
    void aKilledClientLeavesNothingBehindThatTheNextDoesNotUndo() {
        String before = machine(world.client());
        client.connect(profile);
        List<String> lease = lease();
        String connected = machine(world.client());
        client.kill();
        assertThat(client.disconnect().succeeded()).isTrue();
        assertThat(machine(world.client())).isEqualTo(before);

        List<String> stages = List.of("calling the gateway", "signed in", "connected to", "rekey", "disconnect", "");
        for (int round = 0; round < 10; round++) {
            killClientAt(stages.get(round % stages.size()));
            if (random.nextBoolean()) {
                client.disconnect();
                assertThat(machine(world.client())).isEqualTo(before);
            } else {
                client.connect(profile);
                assertThat(machine(world.client())).as(logs()).isEqualTo(connected);
                assertThat(sessions().size()).as(logs()).isEqualTo(1);
                assertThat(lease()).isEqualTo(lease);
                pingAnswered();
                client.disconnect().orThrow();
                assertThat(client.process().awaitExit(SOON)).isZero();
                assertThat(machine(world.client())).isEqualTo(before);
            }
        }
    }

    @Test
    void anInitThatWasKilledCanBeDoneAgain() {
        for (int round = 0; round < 4; round++) {
            AditGateway made = AditGateway.in(world.gateway(), program);
            BackgroundProcess init = world.gateway().start("init", made.initializing());
            after(400 + random.nextInt(1200));
            init.kill();
            boolean finished = Files.exists(made.settings());
            Finished again = world.gateway().inside(made.initializing()).run();
            assertThat(again.succeeded())
                    .as("finished: %s, %s", finished, again)
                    .isNotEqualTo(finished);
            assertThat(made.adit("gateway", "check").succeeded()).isTrue();
            assertThat(made.data().resolve("ca").toFile()).isNotEmptyDirectory();
        }
    }

    private void startAndKillEarly() {
        gateway.kill();
        gateway.begin(gateway.running());
        after(300 + random.nextInt(1500));
    }

    private void startAndKillWhileTheClientReturns() {
        gateway.kill();
        gateway.start();
        after(random.nextInt(3000));
    }

    private void killClientAt(String stage) {
        BackgroundProcess process = client.start(client.connecting(profile));
        switch (stage) {
            case "" -> after(300 + random.nextInt(1500));
            case "rekey" -> {
                process.awaitText("connected to", SOON);
                gateway.post("sessions/" + session().path("number").asString() + "/rekey", "{\"children\": true}");
                after(random.nextInt(8));
            }
            case "disconnect" -> {
                process.awaitText("connected to", SOON);
                CompletableFuture<Void> order = CompletableFuture.runAsync(client::disconnect);
                process.awaitText("disconnecting", SOON);
                after(random.nextInt(8));
                client.kill();
                order.join();
            }
            default -> process.awaitText(stage, SOON);
        }
        client.kill();
    }

    /// Lets so many milliseconds go by, for something to be cut off in the middle.
    private static void after(int millis) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .join();
    }

    private JsonNode sessions() {
        return gateway.get("sessions").path("sessions");
    }

    private JsonNode session() {
        assertThat(sessions().size()).isEqualTo(1);
        return sessions().path(0);
    }

    private List<String> lease() {
        return session().path("addresses").valueStream().map(JsonNode::asString).toList();
    }

    private void pingAnswered() {
        Traffic traffic = Traffic.from(world.client());
        assertThat(traffic.ping(CompanyHost.WIKI.v4(), 1).allAnswered())
                .as(logs())
                .isTrue();
        assertThat(traffic.ping(CompanyHost.WIKI.v6(), 1).allAnswered())
                .as(logs())
                .isTrue();
    }

    /// All that our programs change of a machine. Numbers of devices, which grow, are left out.
    private static String machine(Namespace machine) {
        String all = List.of(
                        List.of("ip", "-o", "address"),
                        List.of("ip", "rule"),
                        List.of("ip", "-6", "rule"),
                        List.of("ip", "route", "show", "table", "all"),
                        List.of("ip", "-6", "route", "show", "table", "all"),
                        List.of("nft", "-s", "list", "ruleset"),
                        List.of("cat", "/etc/resolv.conf"))
                .stream()
                .map(command -> machine.check(command.toArray(String[]::new)))
                .collect(Collectors.joining("\n"));
        return INDEX.matcher(all).replaceAll("").lines().sorted().collect(Collectors.joining("\n"));
    }

    private String logs() {
        return "seed " + seed + "\n--- client\n" + client.log() + "\n--- gateway\n" + gateway.log();
    }
}
