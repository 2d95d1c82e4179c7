package org.adit.lab.world;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.adit.lab.process.Await;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.Finished;
import org.adit.lab.process.LabFault;

/// A set of network namespaces that live and die together, with a folder for their files.
///
/// Names are `adit-PID-N-label`: unique in a run, and they say whose they are, so that [#open] can remove what a run
/// that was killed has left behind. Links are made inside the namespaces and are never seen in the machine's own.
public final class World implements AutoCloseable {
    private static final String PREFIX = "adit-";
    private static final Pattern OURS = Pattern.compile("(" + PREFIX + "(\\d+)-\\d+-)\\S+");
    private static final AtomicInteger WORLDS = new AtomicInteger();
    private static final Duration FOR_PROCESSES_TO_END = Duration.ofSeconds(3);

    private final String prefix;
    private final Path folder;
    private final List<Namespace> namespaces = new ArrayList<>();
    private final List<BackgroundProcess> processes = new ArrayList<>();
    private boolean deaf;
    private boolean closed;

    private World(String prefix, Path folder) {
        this.prefix = prefix;
        this.folder = folder;
    }

    /// Why no world can be built here, in plain words; empty if one can.
    public static Optional<String> obstacle() {
        if (Files.notExists(Path.of("/dev/net/tun"))) {
            return Optional.of("this kernel offers no TUN device (/dev/net/tun)");
        }
        String probe = PREFIX + ProcessHandle.current().pid() + "-" + WORLDS.incrementAndGet() + "-probe";
        Finished added;
        try {
            added = Command.of("ip", "netns", "add", probe).run();
        } catch (LabFault e) {
            return Optional.of("no 'ip' command (package iproute2): " + e.getMessage());
        }
        if (!added.succeeded()) {
            return Optional.of("network namespaces cannot be made (it takes root): "
                    + added.err().strip());
        }
        remove(probe);
        return Optional.empty();
    }

    /// An empty world. Removes first what runs that have died left behind.
    public static World open() {
        sweep();
        String prefix = PREFIX + ProcessHandle.current().pid() + "-" + WORLDS.incrementAndGet() + "-";
        try {
            Path folder = Files.createTempDirectory(
                    prefix, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new World(prefix, folder);
        } catch (IOException e) {
            throw new LabFault("no temporary folder for a world", e);
        }
    }

    /// Removes the namespaces of runs whose process is gone, with everything that still runs in them, and their files.
    /// Returns them.
    public static List<String> sweep() {
        List<String> orphans = existing().filter(World::isOrphan).toList();
        orphans.forEach(World::remove);
        orphans.stream().map(World::prefixOf).distinct().forEach(World::deleteFoldersOf);
        return orphans;
    }

    private static String prefixOf(String name) {
        Matcher ours = OURS.matcher(name);
        return ours.matches() ? ours.group(1) : name;
    }

    // Keys are in it. Only with its namespaces: a folder alone may be of a world whose processes we cannot see.
    private static void deleteFoldersOf(String prefix) {
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), prefix + "*")) {
            folders.forEach(World::deleteTree);
        } catch (IOException e) {
            throw new LabFault("the folder of a world whose process is gone cannot be removed", e);
        }
    }

    /// A folder for files of this world: configurations, keys, logs. Readable by its owner only; removed with it.
    public Path folder() {
        return folder;
    }

    /// A new namespace with its loopback up. `label` is at most 20 lower-case letters, digits and dashes.
    public synchronized Namespace namespace(String label) {
        needOpen();
        if (!label.matches("[a-z0-9-]{1,20}")) {
            throw new IllegalArgumentException("not a label: " + label);
        }
        String name = prefix + label;
        Command.of("ip", "netns", "add", name).check();
        Namespace namespace = new Namespace(this, label, name);
        namespaces.add(namespace);
        namespace.ip("link", "set", "lo", "up");
        // IPv6 addresses are usable at once: nobody else is on these cables.
        namespace.sysctl("net.ipv6.conf.all.accept_dad", "0");
        namespace.sysctl("net.ipv6.conf.default.accept_dad", "0");
        return namespace;
    }

    /// A cable between two namespaces, both ends up.
    public void link(Namespace one, String itsDevice, Namespace other, String othersDevice) {
        one.ip("link", "add", itsDevice, "type", "veth", "peer", "name", othersDevice, "netns", other.name());
        one.ip("link", "set", itsDevice, "up");
        other.ip("link", "set", othersDevice, "up");
    }

    /// From now on processes that are started here do not hear Ctrl-C at the terminal: whoever built the world hears
    /// it,
    /// and ends them in order.
    public void deafToTheTerminal() {
        deaf = true;
    }

    /// Starts a process in a namespace; the world stops it at the latest when it closes.
    synchronized BackgroundProcess start(String name, Command command) {
        needOpen();
        BackgroundProcess process = BackgroundProcess.start(
                name,
                deaf ? command.behind(List.of("setsid")) : command,
                folder.resolve(name.replace(' ', '-') + "-" + processes.size() + ".out"));
        processes.add(process);
        return process;
    }

    private void needOpen() {
        if (closed) {
            throw new LabFault("this world has been removed");
        }
    }

    /// Stops all processes, the newest first, and removes all namespaces. Can be called twice, and by another thread
    /// than the one that still builds: nothing is made after it.
    @Override
    public synchronized void close() {
        closed = true;
        processes.reversed().forEach(BackgroundProcess::close);
        processes.clear();
        namespaces.reversed().forEach(namespace -> remove(namespace.name()));
        namespaces.clear();
        deleteTree(folder);
    }

    private static void deleteTree(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(World::delete);
        } catch (IOException _) {
            // Gone already, as after a second close.
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LabFault("a file of a world cannot be removed: " + file, e);
        }
    }

    private static Stream<String> existing() {
        Finished list = Command.of("ip", "netns", "list").run();
        return list.out().lines().map(line -> line.split(" ", 2)[0]);
    }

    private static boolean isOrphan(String name) {
        Matcher ours = OURS.matcher(name);
        return ours.matches() && Files.notExists(Path.of("/proc", ours.group(2)));
    }

    private static void remove(String name) {
        if (!processesIn(name).isEmpty()) {
            signal("-TERM", name);
            try {
                Await.until(
                        "processes to end",
                        FOR_PROCESSES_TO_END,
                        () -> processesIn(name).isEmpty());
            } catch (LabFault _) {
                signal("-KILL", name); // they were asked politely
            }
        }
        Command.of("ip", "netns", "delete", name).run();
    }

    private static void signal(String signal, String name) {
        List<String> argv = new ArrayList<>(List.of("kill", signal));
        argv.addAll(processesIn(name));
        if (argv.size() > 2) {
            Command.of(argv).run(); // some may have ended since: not a fault
        }
    }

    private static List<String> processesIn(String name) {
        return Command.of("ip", "netns", "pids", name).run().out().lines().toList();
    }
}
