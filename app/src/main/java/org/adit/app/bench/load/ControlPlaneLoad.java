package org.adit.app.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.adit.lab.adit.AditProgram;

/// Measures what clients cost a gateway: one process with thousands of clients against one gateway, both on the
/// loopback of a network namespace that is theirs. A program of its own, started inside that namespace; prints its rows
/// as JSON.
///
/// | arguments | what it does |
/// |---|---|
/// | `handshakes FOLDER CLIENTS ROUNDS` | starts `adit gateway run` and measures it |
/// | `memory FOLDER CLIENTS` | likewise |
/// | `authority FOLDER` | makes the authority of a gateway, for one that is not ours to take its certificate from |
/// | `other-handshakes FOLDER CLIENTS ROUNDS PID NAME` | measures the gateway that is process PID already |
/// | `other-memory FOLDER CLIENTS PID NAME` | likewise |
public final class ControlPlaneLoad {
    private static final String GATEWAY = "adit";
    /// Longer than it takes until the gateway has asked each idle client whether it lives.
    private static final Duration IDLE = Duration.ofSeconds(90);
    /// Longer than the interval at which the gateway's JVM gives back what `malloc` holds free.
    private static final Duration TRIMMED = Duration.ofSeconds(20);

    private static final int WARM_UP_ROUNDS = 15;

    private final AditProgram program;
    private final GatewayFolder folder;
    private final Findings findings = new Findings(GATEWAY);

    private ControlPlaneLoad(Path folder) {
        this.program = AditProgram.own();
        this.folder = new GatewayFolder(folder);
    }

    public static void main(String[] arguments) throws IOException {
        ControlPlaneLoad load = new ControlPlaneLoad(Path.of(arguments[1]));
        int clients = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        switch (arguments[0]) {
            case "handshakes" -> load.handshakes(clients, Integer.parseInt(arguments[3]));
            case "memory" -> load.memory(clients);
            case "authority" -> load.make();
            case "other-handshakes" -> {
                Findings theirs = new Findings(arguments[5]);
                load.other(arguments[4], clients, theirs).handshakes(Integer.parseInt(arguments[3]));
                theirs.print(System.out);
            }
            case "other-memory" -> {
                Findings theirs = new Findings(arguments[4]);
                load.other(arguments[3], clients, theirs).memory();
                theirs.print(System.out);
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private OtherGateway other(String pid, int clients, Findings theirs) {
        return new OtherGateway(new RunningProcess(Long.parseLong(pid)), enrol(clients), theirs);
    }

    /// Processor time for each handshake, after warm-up; then all clients at the same moment, from one address.
    private void handshakes(int clients, int rounds) throws IOException {
        make();
        Fleet fleet = enrol(clients);
        try (GatewayProcess gateway = GatewayProcess.run(program, folder)) {
            RunningProcess running = gateway.running();
            try (LoadSockets sockets = LoadSockets.open(GatewayFolder.ADDRESS)) {
                Crowd crowd = new Crowd(fleet, sockets, Crowd.HOUSES);
                say("first time: " + crowd.round(running) + " ms each");
                for (int i = 1; i < WARM_UP_ROUNDS; i++) {
                    say("warm-up: " + crowd.round(running) + " ms each");
                }
                List<Double> millis = new ArrayList<>();
                Map<String, Double> before = running.processorMillisByThread();
                for (int i = 0; i < rounds; i++) {
                    millis.add(crowd.round(running));
                    say("measured: " + millis.getLast() + " ms each");
                }
                sayThreads(before, running.processorMillisByThread(), rounds * clients);
                findings.each(Findings.HANDSHAKE, "ms", millis);
            }
            try (LoadSockets oneHouse = LoadSockets.open(GatewayFolder.ADDRESS)) {
                atOnce(new Crowd(fleet, oneHouse, 1));
            }
        }
        findings.print(System.out);
    }

    private void atOnce(Crowd crowd) {
        long begin = System.nanoTime();
        crowd.connectAtOnce();
        double seconds = (System.nanoTime() - begin) / 1e9;
        Initiators clients = crowd.initiators();
        List<Double> took = clients.tookMillis();
        say("at once: " + clients.connected() + " in " + seconds + " s, " + clients.failures());
        findings.once("clients at once", "clients", crowd.size());
        findings.once("of them connected", "clients", clients.connected());
        findings.once("sessions that the gateway has", "sessions", folder.sessions());
        findings.once("until the last was connected", "s", seconds);
        if (!took.isEmpty()) {
            findings.once("until half were connected", "ms", took.get(took.size() / 2));
            findings.once("until 99 of 100 were connected", "ms", took.get(took.size() * 99 / 100));
        }
    }

    private void memory(int clients) throws IOException {
        make();
        Fleet fleet = enrol(clients);
        try (GatewayProcess gateway = GatewayProcess.run(program, folder);
                LoadSockets sockets = LoadSockets.open(GatewayFolder.ADDRESS)) {
            Crowd crowd = new Crowd(fleet, sockets, Crowd.HOUSES);
            gateway.collect(); // at once: what it does in the background at first would make it larger
            double empty = gateway.running().residentKib();
            long begin = System.nanoTime();
            crowd.connect();
            say("connected in " + (System.nanoTime() - begin) / 1e9 + " s");
            crowd.idle(IDLE, clients);
            crowd.meanwhile(gateway::collect);
            crowd.idle(TRIMMED, clients);
            crowd.meanwhile(gateway::collect);
            double full = gateway.running().residentKib();
            Files.writeString(
                    folder.path().resolve("histogram"), crowd.meanwhile(() -> gateway.jcmd("GC.class_histogram")));
            say(crowd.meanwhile(() -> gateway.jcmd("GC.heap_info")));
            say("empty " + empty + " KiB, full " + full + " KiB");
            crowd.disconnect(Duration.ZERO);
            gateway.collect();
            crowd.idle(TRIMMED, 0);
            gateway.collect();
            double after = gateway.running().residentKib();
            say("all gone " + after + " KiB");
            findings.once("clients connected and idle", "clients", clients);
            findings.once(Findings.EMPTY, "MiB", empty / 1024);
            findings.once("resident, all connected", "MiB", full / 1024);
            findings.once("resident, all gone again", "MiB", after / 1024);
            findings.once(Findings.OVER_EMPTY, "KiB", (full - empty) / clients);
            findings.once("resident for a client, over all gone", "KiB", (full - after) / clients);
        }
        findings.print(System.out);
    }

    private void make() {
        GatewayFolder.make(folder.path(), List.of("10.0.0.0/8"));
    }

    private Fleet enrol(int clients) {
        say("enrolling " + clients + " devices");
        return folder.enrol(clients);
    }

    private static void sayThreads(Map<String, Double> before, Map<String, Double> after, int handshakes) {
        Map<String, Double> each = new TreeMap<>();
        after.forEach((name, millis) -> {
            double spent = millis - before.getOrDefault(name, 0.0);
            if (spent >= 20) {
                each.put(name, Math.round(spent / handshakes * 1000) / 1000.0);
            }
        });
        say("with the goodbyes, ms each by thread: " + each);
    }

    /// For who watches; the result is what goes to standard output.
    private static void say(String line) {
        System.err.println(line);
    }
}
