package org.adit.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.lab.process.Await;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.Namespace;

/// wireguard-go in a namespace, with one peer. The newest that `adit setup --bench` could get comes before the system's
/// own, which is years older and much slower.
final class WireGuardGo {
    private static final Path NEWEST = Path.of("/var/cache/adit/bench/wireguard-go/usr/bin/wireguard-go");
    private static final Path SYSTEMS = Path.of("/usr/bin/wireguard-go");
    private static final Path TOOL = Path.of("/usr/bin/wg");
    private static final String DEVICE = "wg0";
    private static final IpAddress GATEWAY_INSIDE = IpAddress.of("10.99.0.1");
    private static final IpAddress CLIENT_INSIDE = IpAddress.of("10.99.0.2");
    private static final int PORT = 51820;
    private static final Duration TO_START = Duration.ofSeconds(10);
    private static final String OWN_RUN_FOLDER = "mount -t tmpfs none /run && exec \"$0\" --foreground " + DEVICE;

    private final Namespace machine;
    private final BackgroundProcess process;

    private WireGuardGo(Namespace machine, BackgroundProcess process) {
        this.machine = machine;
        this.process = process;
    }

    static boolean isHere() {
        return program().isPresent() && Files.isExecutable(TOOL);
    }

    /// As it names itself.
    static String version() {
        return program()
                .map(program -> Command.of(program.toString(), "--version").check())
                .flatMap(said -> said.lines().findFirst())
                .map(line -> line.replace("wireguard-go ", ""))
                .orElse("");
    }

    private static Optional<Path> program() {
        return Stream.of(NEWEST, SYSTEMS).filter(Files::isExecutable).findFirst();
    }

    /// A tunnel from the client to the gateway of `world`, the way to its LAN included.
    static void connect(ChainWorld world) {
        Keys client = Keys.create();
        Keys gateway = Keys.create();
        start(world.gateway())
                .take("[Interface]\nPrivateKey = %s\nListenPort = %d\n[Peer]\nPublicKey = %s\nAllowedIPs = %s/32\n"
                        .formatted(gateway.secret(), PORT, client.open(), CLIENT_INSIDE))
                .up(GATEWAY_INSIDE, ChainWorld.POOL);
        start(world.client())
                .take("[Interface]\nPrivateKey = %s\n[Peer]\nPublicKey = %s\nEndpoint = %s:%d\nAllowedIPs = %s, %s/32\n"
                        .formatted(
                                client.secret(),
                                gateway.open(),
                                ChainWorld.GATEWAY,
                                PORT,
                                ChainWorld.LAN,
                                GATEWAY_INSIDE))
                .up(CLIENT_INSIDE, ChainWorld.LAN);
    }

    private static WireGuardGo start(Namespace machine) {
        String program =
                program().map(Path::toString).orElseThrow(() -> new LabFault("wireguard-go is not on this machine"));
        // a /run of its own: the control socket is named for the device only
        BackgroundProcess process =
                machine.start("wireguard", Command.of("unshare", "-m", "sh", "-c", OWN_RUN_FOLDER, program));
        WireGuardGo started = new WireGuardGo(machine, process);
        Await.until("wireguard-go to obey", TO_START, started::obeys, process::text);
        return started;
    }

    private boolean obeys() {
        if (!process.isAlive()) {
            throw new LabFault("wireguard-go ended at once: " + process.text());
        }
        return wg("show", DEVICE).run().succeeded();
    }

    private WireGuardGo take(String configuration) {
        Path file = machine.world().folder().resolve(machine.label() + "-wireguard.conf");
        try {
            Files.writeString(file, configuration);
        } catch (IOException e) {
            throw new LabFault("wireguard-go's configuration cannot be written", e);
        }
        wg("setconf", DEVICE, file.toString()).check();
        return this;
    }

    private void up(IpAddress own, IpPrefix beyond) {
        machine.address(DEVICE, own + "/32");
        machine.ip("link", "set", DEVICE, "up");
        machine.ip("route", "replace", beyond.toString(), "dev", DEVICE);
    }

    /// `wg`, where it sees the socket.
    private Command wg(String... arguments) {
        return Command.of(arguments)
                .behind(List.of("nsenter", "--mount", "--target", Long.toString(process.pid()), TOOL.toString()));
    }

    /// Keys of a lab, made for one tunnel, in base 64.
    private record Keys(String secret, String open) {
        static Keys create() {
            String secret = Command.of(TOOL.toString(), "genkey").check();
            return new Keys(
                    secret.strip(),
                    Command.of(TOOL.toString(), "pubkey")
                            .reading(secret)
                            .check()
                            .strip());
        }

        /// Without the secret one.
        @Override
        public String toString() {
            return open;
        }
    }
}
