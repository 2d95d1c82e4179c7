package org.adit.client.daemon;

import static org.adit.client.InNamespace.command;
import static org.adit.client.InNamespace.tell;
import static org.adit.client.TestPki.must;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.adit.base.net.IpAddress;
import org.adit.base.secret.Secret;
import org.adit.client.InNamespace;
import org.adit.client.TestPki;
import org.adit.client.connection.ClientNews;
import org.adit.client.profile.Profile.Tunnel;
import org.adit.client.profile.ProfileText;

/// Runs inside namespaces: the whole client against a gateway's engine, over real sockets of this machine.
final class ConnectScenario {
    private static final int PATIENCE_SECONDS = 60;
    private static final IpAddress GATEWAY = IpAddress.of("198.51.100.1");

    private final Path folder;
    private final Path resolvConf;
    private final TestPki pki = new TestPki();
    private final BlockingQueue<ClientNews> news = new LinkedBlockingQueue<>();
    private final BlockingQueue<ClientEnding> endings = new LinkedBlockingQueue<>();

    private ConnectScenario(Path folder) {
        this.folder = folder;
        this.resolvConf = folder.resolve("resolv.conf");
    }

    public static void main(String[] arguments) throws Exception {
        command("ip", "link", "set", "lo", "up");
        command("ip", "address", "add", GATEWAY + "/32", "dev", "lo");
        Path folder = Files.createTempDirectory("adit-connect-test");
        ConnectScenario scenario = new ConnectScenario(folder);
        Files.writeString(scenario.resolvConf, "nameserver 192.0.2.53\n");
        try (MiniGateway gateway = new MiniGateway(GATEWAY, scenario.pki)) {
            scenario.connectAndDisconnect();
            scenario.gatewayGoesAndComes(gateway);
            scenario.signals();
        }
        scenario.refusals();
        command("rm", "-r", folder.toString());
        System.exit(0);
    }

    private Places places() {
        return new Places(folder.resolve("run"), resolvConf);
    }

    private Path profile(String name, Tunnel.Mode mode) throws IOException {
        Path file = folder.resolve(name + ".adit");
        try (Secret text = ProfileText.withKey(pki.parts(List.of(GATEWAY), mode), pki.deviceKey.pkcs8())) {
            Files.write(file, text.use(byte[]::clone));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private void start(Path file) {
        ConnectRun run = new ConnectRun(file, false, places(), news::add);
        Thread.ofPlatform().name("test-connect").daemon().start(() -> endings.add(run.run()));
    }

    private <N extends ClientNews> N await(Class<N> kind) throws InterruptedException {
        while (true) {
            ClientNews next = news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no " + kind.getSimpleName() + "; ended: " + endings.poll());
            }
            if (kind.isInstance(next)) {
                return kind.cast(next);
            }
        }
    }

    private ClientEnding ending() throws InterruptedException {
        ClientEnding ending = endings.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (ending == null) {
            throw new AssertionError("it did not end");
        }
        return ending;
    }

    private void connectAndDisconnect() throws Exception {
        start(profile("alice", Tunnel.Mode.SPLIT));
        ClientNews.Connected connected = await(ClientNews.Connected.class);
        tell("connected.lines", String.join("|", NewsText.lines(connected)));
        tell(
                "connected.addresses",
                command("ip", "-o", "address", "show", "dev", "adit-c0").contains("10.99.0.2/32"));
        tell("connected.route", command("ip", "route", "get", "10.1.0.10").contains("dev adit-c0"));
        tell(
                "connected.gateway",
                command("ip", "route", "get", GATEWAY.toString()).contains("dev lo"));
        tell("connected.names", Files.readString(resolvConf).contains("nameserver 10.1.0.53"));
        var reports = must(new StatusQuery(places()).ask());
        tell(
                "status",
                reports.size() + " " + reports.getFirst().state() + " "
                        + reports.getFirst().routes());
        tell("status.json", reports.getFirst().json());
        tell("second", new ConnectRun(folder.resolve("alice.adit"), false, places(), news::add).run());
        tell("disconnect", new DisconnectOrder(places()).disconnect(Optional.of("alice")));
        tell("ending", ending());
        tell("afterwards.links", command("ip", "-o", "link").contains("adit-c0"));
        tell("afterwards.rules", command("ip", "rule").contains("44480"));
        tell("afterwards.names", Files.readString(resolvConf));
        tell("afterwards.status", new StatusQuery(places()).ask());
        tell("afterwards.disconnect", new DisconnectOrder(places()).disconnect(Optional.empty()));
        news.clear();
    }

    private void gatewayGoesAndComes(MiniGateway gateway) throws Exception {
        start(profile("bob", Tunnel.Mode.FULL));
        await(ClientNews.Connected.class);
        gateway.endAll();
        tell("lost", await(ClientNews.Interrupted.class).why().code());
        tell("again", await(ClientNews.Connected.class).tunnel().everything());
        command("ip", "link", "delete", "adit-c0");
        tell("deviceLost", ending());
        tell("deviceLost.rules", command("ip", "rule").contains("44480"));
        news.clear();
    }

    private Process foreground(Path profile) throws IOException {
        Process client = new ProcessBuilder(InNamespace.java(
                        ForegroundClient.class,
                        List.of(profile.toString(), places().run().toString(), resolvConf.toString())))
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder seen = new StringBuilder();
        String line = output.readLine();
        while (line != null && !line.startsWith("connected to")) {
            seen.append(line).append('|');
            line = output.readLine();
        }
        if (line == null) {
            throw new AssertionError("not connected: " + seen);
        }
        return client;
    }

    private void signals() throws Exception {
        Path profile = profile("dave", Tunnel.Mode.FULL);
        Process client = foreground(profile);
        client.destroy();
        client.waitFor();
        tell("terminated.rules", command("ip", "rule").contains("44480"));
        tell("terminated.names", Files.readString(resolvConf));
        tell("terminated.notes", Files.exists(places().run().resolve("dave.json")));

        client = foreground(profile);
        client.destroyForcibly().waitFor();
        tell("killed.rules", command("ip", "rule").contains("44480"));
        client = foreground(profile);
        tell("killed.again", must(new StatusQuery(places()).ask()).getFirst().state());
        client.destroyForcibly().waitFor();
        tell("killed.disconnect", new DisconnectOrder(places()).disconnect(Optional.empty()));
        tell("killed.rulesAfter", command("ip", "rule").contains("44480"));
        tell("killed.names", Files.readString(resolvConf));
    }

    private void refusals() throws Exception {
        Path file = profile("carol", Tunnel.Mode.SPLIT);
        command("chmod", "644", file.toString());
        tell("exposed", new ConnectRun(file, false, places(), news::add).run());
        tell("missing", new ConnectRun(folder.resolve("nobody.adit"), false, places(), news::add).run());
        Path bad = folder.resolve("bad.adit");
        Files.writeString(bad, "[gateway]\nname = 3\n");
        command("chmod", "600", bad.toString());
        tell("bad", new ConnectRun(bad, false, places(), news::add).run());
    }
}
