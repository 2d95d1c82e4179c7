package org.adit.app.rehearsal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.adit.lab.adit.AditClient;
import org.adit.lab.adit.AditGateway;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.bench.ChainWorld;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.World;

/// A gateway and a client in namespaces, both as people run them and both writing a cache: handshake, streams and
/// datagrams of both families each way, new keys, strangers, goodbye. Cipher engines are measured beside their
/// preparation, by a program of its own: both then begin as they will on this machine, with the figures of the build.
public final class Rehearsal {
    private static final String STREAMS = "org.adit.app/org.adit.app.rehearsal.Streams";
    private static final Duration TO_START = Duration.ofSeconds(30);
    private static final Duration TO_MEASURE = Duration.ofSeconds(20);
    /// The JVM writes its cache when it ends: some 5 s with a processor of its own.
    private static final Duration TO_WRITE = Duration.ofSeconds(60);

    private static final Duration TO_EXCHANGE = Duration.ofSeconds(20);
    private static final String EACH_WAY_MILLIS = "400";
    private static final String LAN_V6 = "fd00:10::";
    private static final String SERVER_V6 = LAN_V6 + "10";

    private final AditProgram program = AditProgram.own();
    private final Path folder;
    private final Consumer<List<String>> adit;

    /// Caches go to `folder`. `adit` runs a command line in this process, and throws a [LabFault] if it fails.
    public Rehearsal(Path folder, Consumer<List<String>> adit) {
        this.folder = folder;
        this.adit = adit;
    }

    /// A [LabFault] if it cannot be done here.
    public void run() {
        World.obstacle().ifPresent(why -> {
            throw new LabFault(why);
        });
        try (ChainWorld world = ChainWorld.build()) {
            world.gateway().address("lan0", LAN_V6 + "1/64");
            world.lan().address("eth0", SERVER_V6 + "/64");
            world.lan().route("default", LAN_V6 + "1");
            BackgroundProcess measuring =
                    world.lan().start("engines", program.command("rehearse", "--engines", folder.toString()));
            BackgroundProcess server = world.lan().start("streams", streams("serve", EACH_WAY_MILLIS));
            AditGateway gateway = AditGateway.in(world.gateway(), program.writingCache(folder.resolve("gateway.aot")));
            Path profile = gateway.settings().resolveSibling("profile");
            init(gateway);
            BackgroundProcess serving = gateway.begin(gateway.running());
            serving.awaitText("The gateway runs", TO_START);
            if (!measuring.endsWithin(TO_MEASURE)) {
                measuring.kill(); // it yields to whatever keeps this machine busy, and can be done without
            }
            run(gateway, "user", "add", "alice");
            run(gateway, "profile", "alice", "--address", ChainWorld.GATEWAY.toString(), "--out", profile.toString());
            server.awaitText(Streams.READY, TO_START);

            AditClient client = AditClient.in(world.client(), program.writingCache(folder.resolve("client.aot")));
            client.connect(profile);
            live(world, gateway);
            end(client.process(), serving);
        }
    }

    private void init(AditGateway gateway) {
        run(
                gateway,
                "gateway",
                "init",
                "--name",
                "vpn.example.org",
                "--reach",
                ChainWorld.LAN.toString(),
                "--reach",
                LAN_V6 + "/64",
                "--pool",
                ChainWorld.POOL.toString(),
                "--pool",
                "fd99::/64",
                "--no-masquerade",
                "--data",
                gateway.data().toString());
    }

    /// What a connection goes through, in a few seconds.
    private void live(ChainWorld world, AditGateway gateway) {
        world.client().inside(streams("noise", ChainWorld.GATEWAY.toString())).run();
        BackgroundProcess four =
                world.client().start("streams", streams("exchange", ChainWorld.SERVER.toString(), EACH_WAY_MILLIS));
        run(gateway, "session", "rekey", "1", "--children");
        four.awaitExit(TO_EXCHANGE);
        BackgroundProcess six = world.client().start("streams", streams("exchange", SERVER_V6, EACH_WAY_MILLIS));
        run(gateway, "session", "rekey", "1");
        run(gateway, "session", "list");
        six.awaitExit(TO_EXCHANGE);
    }

    /// Both at once: they write their caches while the other does.
    private static void end(BackgroundProcess client, BackgroundProcess gateway) {
        interrupt(client);
        client.awaitText("disconnected", TO_START);
        interrupt(gateway);
        client.awaitExit(TO_WRITE);
        gateway.awaitExit(TO_WRITE);
    }

    private static void interrupt(BackgroundProcess process) {
        Command.of("kill", "-INT", Long.toString(process.pid())).check();
    }

    private void run(AditGateway gateway, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", gateway.settings().toString()));
        adit.accept(all);
    }

    private Command streams(String... arguments) {
        return program.quickToStart().module(STREAMS, arguments);
    }
}
