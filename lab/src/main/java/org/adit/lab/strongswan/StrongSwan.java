package org.adit.lab.strongswan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.adit.lab.process.Await;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.Finished;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.Namespace;
import org.jspecify.annotations.Nullable;

/// charon in a namespace, with its own configuration, keys, control socket and log, all in the world's folder.
///
/// First give it credentials and options, then [#start], [#load], and drive it. What fails throws a fault that carries
/// swanctl's words; [#log] has charon's.
public final class StrongSwan implements AutoCloseable {
    private static final String PLUGINS = "pem pkcs1 pkcs8 x509 revocation constraints pubkey openssl random nonce kdf"
            + " hmac aes sha2 gcm chapoly curve25519 mgf1 kernel-libipsec kernel-netlink socket-default updown vici"
            + " resolve attr";
    private static final Duration TO_START = Duration.ofSeconds(15);
    private static final int SECONDS_TO_INITIATE = 20;
    private static final String OWN_RUN_FOLDER = "mount -t tmpfs none /run && exec /usr/lib/ipsec/charon";

    private final Namespace machine;
    private final Path folder;
    private final SwanSection settings = new SwanSection();
    private @Nullable BackgroundProcess charon;

    private StrongSwan(Namespace machine, Path folder) {
        this.machine = machine;
        this.folder = folder;
        settings.setPath("charon.load_modular", "no")
                .setPath("charon.load", PLUGINS)
                .setPath("charon.plugins.kernel-libipsec.allow_peer_ts", "yes")
                .setPath("charon.plugins.vici.socket", socket())
                .setPath(
                        "charon.plugins.resolve.file",
                        folder.resolve("resolv.conf").toString())
                .setPath("charon.filelog.log.path", logFile().toString())
                .setPath("charon.filelog.log.default", "1")
                .setPath("charon.filelog.log.flush_line", "yes");
    }

    /// One that is about to run in `machine`. A namespace holds one at a time.
    public static StrongSwan in(Namespace machine) {
        Path folder = machine.world().folder().resolve(machine.label() + "-strongswan-" + System.nanoTime());
        try {
            for (String part : List.of("private", "x509", "x509ca", "x509crl")) {
                Files.createDirectories(folder.resolve(part));
            }
        } catch (IOException e) {
            throw new LabFault("no folder for strongSwan", e);
        }
        return new StrongSwan(machine, folder);
    }

    /// What this machine lacks to run it; empty if nothing.
    public static List<String> missing() {
        return List.of(
                        "/usr/lib/ipsec/charon",
                        "/usr/sbin/swanctl",
                        "/usr/bin/pki",
                        "/usr/lib/ipsec/plugins/libstrongswan-kernel-libipsec.so",
                        "/usr/lib/ipsec/plugins/libstrongswan-curve25519.so")
                .stream()
                .filter(file -> Files.notExists(Path.of(file)))
                .toList();
    }

    /// An authority that it trusts, PEM.
    public StrongSwan trusts(String certificate) {
        write("x509ca/ca-" + Integer.toHexString(certificate.hashCode()) + ".pem", certificate);
        return this;
    }

    /// A certificate of its own with the key, PEM; `name` is what [SwanConnection#signsWith] takes.
    public StrongSwan certificate(String name, LabPki.Credential credential) {
        write("x509/" + name, credential.certificate());
        write("private/" + name, credential.privateKey());
        return this;
    }

    /// A setting of strongswan.conf by its path below `charon`, as `fragment_size` or `plugins.attr.dns`. Before the
    /// start.
    public StrongSwan option(String path, String value) {
        settings.setPath("charon." + path, value);
        return this;
    }

    /// Writes all keys to its log, for [CharonKeys]. Before the start.
    public StrongSwan logsKeys() {
        return option("filelog.log.ike", "4").option("filelog.log.chd", "4");
    }

    /// charon, to be started.
    public Command starting() {
        Path configuration = write("strongswan.conf", settings.render());
        // a /run of its own: its pid file would collide with another one's
        return Command.of("unshare", "-m", "sh", "-c", OWN_RUN_FOLDER)
                .with("STRONGSWAN_CONF", configuration.toString());
    }

    /// Starts charon; returns when it obeys.
    public StrongSwan start() {
        BackgroundProcess started = machine.start("charon", starting());
        charon = started;
        Await.until(
                "charon to obey",
                TO_START,
                () -> {
                    if (!started.isAlive()) {
                        throw new LabFault("charon ended at once: " + started.text() + log());
                    }
                    return Files.exists(folder.resolve("charon.vici"))
                            && swanctl("--stats").run().succeeded();
                },
                this::log);
        return this;
    }

    /// Replaces what it knows of connections, pools, secrets and certificates by this. SAs that exist stay.
    public StrongSwan load(SwanConnection... connections) {
        StringBuilder all = new StringBuilder();
        for (SwanConnection connection : connections) {
            all.append(connection.render());
        }
        Path file = write("swanctl.conf", all.toString());
        swanctl("--load-all", "--clear", "--file", file.toString()).check();
        return this;
    }

    /// Takes a folder as people have it in /etc/swanctl, with certificates, keys and connections, and nothing else.
    public StrongSwan load(Path folder) {
        try {
            Path file = Files.writeString(folder.resolve("swanctl.conf"), "include conf.d/*.conf\n");
            swanctl("--load-all", "--clear", "--file", file.toString()).check();
            return this;
        } catch (IOException e) {
            throw new LabFault("a swanctl folder cannot be completed", e);
        }
    }

    /// Brings up the child of a connection; a fault if it does not come up. Returns charon's words.
    public String initiate(String connection) {
        return tryInitiate(connection).orThrow().out();
    }

    /// As [#initiate(String)], for a child that is not called as those of [SwanConnection] are.
    public String initiate(String connection, String child) {
        return tryInitiate(connection, child).orThrow().out();
    }

    /// How bringing it up ends, for attempts that must fail.
    public Finished tryInitiate(String connection) {
        return tryInitiate(connection, SwanConnection.CHILD);
    }

    private Finished tryInitiate(String connection, String child) {
        return swanctl(
                        "--initiate",
                        "--ike",
                        connection,
                        "--child",
                        child,
                        "--timeout",
                        Integer.toString(SECONDS_TO_INITIATE))
                .within(Duration.ofSeconds(SECONDS_TO_INITIATE + 10L))
                .run();
    }

    /// Deletes the IKE SAs of a connection with all their children.
    public String terminate(String connection) {
        return swanctl("--terminate", "--ike", connection, "--timeout", "10").check();
    }

    /// Deletes the connection's Child SAs only.
    public String terminateChild(String connection) {
        return swanctl("--terminate", "--ike", connection, "--child", SwanConnection.CHILD, "--timeout", "10")
                .check();
    }

    /// Starts to rekey the IKE SA; returns at once, the exchange goes on.
    public void rekeyIke(String connection) {
        swanctl("--rekey", "--ike", connection).check();
    }

    /// Starts to rekey the Child SA; returns at once, the exchange goes on.
    public void rekeyChild(String connection) {
        swanctl("--rekey", "--ike", connection, "--child", SwanConnection.CHILD).check();
    }

    /// All IKE SAs with their children.
    public List<SwanSa> sas() {
        return SwanListing.parse(swanctl("--list-sas", "--raw").check());
    }

    /// The one established IKE SA; a fault with charon's log if there is none, or several.
    public SwanSa sa() {
        List<SwanSa> established = sas().stream().filter(SwanSa::isEstablished).toList();
        if (established.size() != 1) {
            throw new LabFault("charon has " + established.size() + " established IKE SAs: " + sas() + "\n" + log());
        }
        return established.getFirst();
    }

    /// What charon has logged so far: for the message of a failing test.
    public String log() {
        try {
            return Files.exists(logFile()) ? Files.readString(logFile()) : "";
        } catch (IOException e) {
            throw new LabFault("charon's log cannot be read", e);
        }
    }

    /// The DNS servers that the peer has given to it, in the order of its resolv.conf.
    public List<String> nameServers() {
        Path file = folder.resolve("resolv.conf");
        try {
            return Files.notExists(file)
                    ? List.of()
                    : Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith("nameserver "))
                            .map(line -> line.split("\\s+")[1])
                            .toList();
        } catch (IOException e) {
            throw new LabFault("charon's resolv.conf cannot be read", e);
        }
    }

    /// `kill -9`: the peer hears nothing of it.
    public void kill() {
        if (charon != null) {
            charon.kill();
        }
    }

    /// Ends it; it deletes its SAs first.
    @Override
    public void close() {
        if (charon != null) {
            charon.close();
        }
    }

    private Command swanctl(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("swanctl"));
        argv.addAll(List.of(arguments));
        argv.addAll(List.of("--uri", socket()));
        return Command.of(argv);
    }

    private String socket() {
        return "unix://" + folder.resolve("charon.vici");
    }

    private Path logFile() {
        return folder.resolve("charon.log");
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new LabFault("strongSwan's file " + name + " cannot be written", e);
        }
    }
}
