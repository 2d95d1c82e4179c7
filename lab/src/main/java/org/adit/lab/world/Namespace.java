package org.adit.lab.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.adit.base.net.IpAddress;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.Finished;
import org.adit.lab.process.LabFault;

/// One machine of a world: a network namespace of its own (links, addresses, routes, sockets, firewall).
/// It shares files, users and processes with the real machine.
public final class Namespace {
    private final World world;
    private final String label;
    private final String name;
    private final List<String> ownFiles = new ArrayList<>();

    Namespace(World world, String label, String name) {
        this.world = world;
        this.label = label;
        this.name = name;
    }

    /// What the world's builder called it.
    public String label() {
        return label;
    }

    /// As `ip netns` knows it.
    public String name() {
        return name;
    }

    public World world() {
        return world;
    }

    /// `ip` with these arguments, inside; a fault if it fails. Returns its output.
    public String ip(String... arguments) {
        return Command.of(arguments).behind(List.of("ip", "-n", name)).check();
    }

    /// A command inside, to be bounded and run.
    public Command command(String... argv) {
        return inside(Command.of(argv));
    }

    public Command inside(Command command) {
        List<String> prefix = new ArrayList<>(List.of("ip", "netns", "exec", name));
        if (!ownFiles.isEmpty()) {
            prefix.addAll(List.of("unshare", "-m", "sh", "-c", mounts(), name));
            prefix.addAll(ownFiles);
        }
        return command.behind(prefix);
    }

    /// Runs a command inside and returns how it ended.
    public Finished run(String... argv) {
        return command(argv).run();
    }

    /// Runs a command inside; a fault if it fails. Returns its output.
    public String check(String... argv) {
        return command(argv).check();
    }

    /// Starts a process inside. `what` names it in messages and in its output file.
    public BackgroundProcess start(String what, Command command) {
        return world.start(label + " " + what, inside(command));
    }

    public void sysctl(String key, String value) {
        check("sysctl", "-q", "-w", key + "=" + value);
    }

    /// Forwards packets of both families, as a router.
    public void forward() {
        sysctl("net.ipv4.ip_forward", "1");
        sysctl("net.ipv6.conf.all.forwarding", "1");
    }

    /// An address with its prefix length on a device.
    public void address(String device, String addressAndLength) {
        ip("address", "add", addressAndLength, "dev", device);
    }

    public void route(String prefix, String via) {
        ip(via.contains(":") ? "-6" : "-4", "route", "replace", prefix, "via", via);
    }

    /// Loads an nftables script, replacing what was there.
    public void firewall(String script) {
        command("nft", "-f", "-").reading("flush ruleset\n" + script).check();
    }

    /// Gives it a resolv.conf of its own with these servers; the machine's is not touched, whatever a client writes.
    public void nameServers(List<IpAddress> servers) {
        Path file = world.folder().resolve(label + "-resolv.conf");
        try {
            Files.writeString(
                    file, servers.stream().map(s -> "nameserver " + s + "\n").collect(Collectors.joining()));
            ownFile(file, resolvConf().toString());
        } catch (IOException e) {
            throw new LabFault("no resolv.conf for " + label, e);
        }
    }

    // Often a link to below /run, which is empty where we are root in a user namespace only.
    private static Path resolvConf() throws IOException {
        Path place = Path.of("/etc/resolv.conf");
        if (Files.isSymbolicLink(place)) {
            place = place.resolveSibling(Files.readSymbolicLink(place)).normalize();
            if (Files.notExists(place)) {
                Files.createDirectories(place.resolveSibling("."));
                Files.createFile(place);
            }
        }
        return place;
    }

    /// What is at `place` in the real machine is `file` for all commands started here from now on (a bind mount: write
    /// to it in place, it cannot be renamed over). For `/etc/resolv.conf` and the like.
    public void ownFile(Path file, String place) {
        ownFiles.add(file.toString());
        ownFiles.add(place);
        ownFiles.remove("--");
        ownFiles.add("--");
    }

    @Override
    public String toString() {
        return label;
    }

    private static String mounts() {
        return "while [ \"$1\" != -- ]; do mount --bind \"$1\" \"$2\" || exit 1; shift 2; done; shift; exec \"$@\"";
    }
}
