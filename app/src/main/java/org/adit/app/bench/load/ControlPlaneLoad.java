package org.adit.app.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.LabFault;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.crypto.KeyExchangeMethod;

/// Measures what clients cost a gateway: one process with thousands of clients against one `adit gateway run`, both on
/// the loopback of a network namespace that is theirs. A program of its own, started inside that namespace:
/// `handshakes FOLDER CLIENTS ROUNDS` or `memory FOLDER CLIENTS`; prints its rows as JSON.
public final class ControlPlaneLoad {
    private static final String GATEWAY = "adit";
    private static final Duration LIMIT = Duration.ofMinutes(4);
    /// Long enough for what is written behind a handshake.
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private static final int HOUSES = 64;
    private static final int WARM_UP_ROUNDS = 15;
    private static final int UNDER_WAY = 32;

    private final AditProgram program;
    private final GatewayFolder folder;
    private final int clients;
    private final List<Measured> rows = new ArrayList<>();

    private ControlPlaneLoad(Path folder, int clients) {
        this.program = AditProgram.own();
        this.folder = GatewayFolder.make(folder, List.of("10.0.0.0/8"));
        this.clients = clients;
    }

    public static void main(String[] arguments) throws IOException {
        ControlPlaneLoad load = new ControlPlaneLoad(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        switch (arguments[0]) {
            case "handshakes" -> load.handshakes(Integer.parseInt(arguments[3]));
            case "memory" -> load.memory();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println(Measured.json(load.rows));
    }

    /// Processor time for each handshake, after warm-up; then all clients at the same moment, from one address.
    private void handshakes(int rounds) throws IOException {
        Fleet fleet = enrol();
        try (GatewayProcess gateway = GatewayProcess.run(program, folder)) {
            try (LoadSockets sockets = LoadSockets.open(GatewayFolder.ADDRESS)) {
                Initiators clientsOf = initiators(fleet, sockets);
                List<org.adit.protocol.ipsec.Path> houses = sockets.paths(HOUSES);
                say("first time: " + round(gateway, clientsOf, fleet, houses) + " ms each");
                for (int i = 1; i < WARM_UP_ROUNDS; i++) {
                    say("warm-up: " + round(gateway, clientsOf, fleet, houses) + " ms each");
                }
                List<Double> millis = new ArrayList<>();
                Map<String, Double> before = gateway.processorMillisByThread();
                for (int i = 0; i < rounds; i++) {
                    millis.add(round(gateway, clientsOf, fleet, houses));
                    say("measured: " + millis.getLast() + " ms each");
                }
                sayThreads(before, gateway.processorMillisByThread(), rounds);
                rows.add(new Measured(GATEWAY, "processor time of the gateway for a handshake", "ms", millis));
            }
            try (LoadSockets oneHouse = LoadSockets.open(GatewayFolder.ADDRESS)) {
                atOnce(initiators(fleet, oneHouse), fleet, oneHouse.paths(1));
            }
        }
    }

    /// Connects all, and disconnects them; what connecting cost.
    private double round(
            GatewayProcess gateway, Initiators clientsOf, Fleet fleet, List<org.adit.protocol.ipsec.Path> houses) {
        double before = gateway.processorMillis();
        clientsOf.connect(fleet.devices(), houses, UNDER_WAY, LIMIT);
        expectAll(clientsOf);
        clientsOf.turnUntil(SETTLE, () -> false);
        double spent = gateway.processorMillis() - before;
        clientsOf.disconnect(LIMIT);
        clientsOf.turnUntil(SETTLE, () -> false);
        return spent / clients;
    }

    private void atOnce(Initiators clientsOf, Fleet fleet, List<org.adit.protocol.ipsec.Path> house) {
        long begin = System.nanoTime();
        clientsOf.connect(fleet.devices(), house, clients, LIMIT);
        double seconds = (System.nanoTime() - begin) / 1e9;
        List<Double> took = clientsOf.tookMillis();
        say("at once: " + clientsOf.connected() + " in " + seconds + " s, " + clientsOf.failures());
        rows.add(Measured.once(GATEWAY, "clients at once", "clients", clients));
        rows.add(Measured.once(GATEWAY, "of them connected", "clients", clientsOf.connected()));
        rows.add(Measured.once(GATEWAY, "sessions that the gateway has", "sessions", folder.sessions()));
        rows.add(Measured.once(GATEWAY, "until the last was connected", "s", seconds));
        if (!took.isEmpty()) {
            rows.add(Measured.once(GATEWAY, "until half were connected", "ms", took.get(took.size() / 2)));
            rows.add(Measured.once(GATEWAY, "until 99 of 100 were connected", "ms", took.get(took.size() * 99 / 100)));
        }
    }

    private void memory() throws IOException {
        Fleet fleet = enrol();
        try (GatewayProcess gateway = GatewayProcess.run(program, folder);
                LoadSockets sockets = LoadSockets.open(GatewayFolder.ADDRESS)) {
            Initiators clientsOf = initiators(fleet, sockets);
            double empty = gateway.residentKibAfterCollection();
            long begin = System.nanoTime();
            clientsOf.connect(fleet.devices(), sockets.paths(HOUSES), UNDER_WAY, LIMIT);
            say("connected in " + (System.nanoTime() - begin) / 1e9 + " s");
            expectAll(clientsOf);
            clientsOf.turnUntil(SETTLE, () -> false);
            double full = meanwhile(clientsOf, gateway::residentKibAfterCollection);
            Files.writeString(
                    folder.path().resolve("histogram"), meanwhile(clientsOf, () -> gateway.jcmd("GC.class_histogram")));
            say(meanwhile(clientsOf, () -> gateway.jcmd("GC.heap_info")));
            say("empty " + empty + " KiB, full " + full + " KiB");
            clientsOf.disconnect(LIMIT);
            clientsOf.turnUntil(SETTLE, () -> false);
            double after = gateway.residentKibAfterCollection();
            say("all gone " + after + " KiB");
            rows.add(Measured.once(GATEWAY, "clients connected and idle", "clients", clients));
            rows.add(Measured.once(GATEWAY, "resident, empty", "MiB", empty / 1024));
            rows.add(Measured.once(GATEWAY, "resident, all connected", "MiB", full / 1024));
            rows.add(Measured.once(GATEWAY, "resident, all gone again", "MiB", after / 1024));
            rows.add(Measured.once(GATEWAY, "resident for a client, over empty", "KiB", (full - empty) / clients));
            rows.add(Measured.once(GATEWAY, "resident for a client, over all gone", "KiB", (full - after) / clients));
        }
    }

    /// Looks at the gateway while the clients go on answering it.
    private static <T> T meanwhile(Initiators clientsOf, Supplier<T> look) {
        CompletableFuture<T> seen = CompletableFuture.supplyAsync(look);
        clientsOf.turnUntil(LIMIT, seen::isDone);
        return seen.join();
    }

    private void expectAll(Initiators clientsOf) {
        if (clientsOf.connected() != clients) {
            throw new LabFault(clientsOf.connected() + " of " + clients + " connected: " + clientsOf.failures());
        }
    }

    private Initiators initiators(Fleet fleet, LoadSockets sockets) {
        return new Initiators(
                fleet, new OnlyGroup(KeyExchangeMethod.ECP_256, JcaCrypto.create()), sockets, ChildSas.NONE);
    }

    private Fleet enrol() {
        say("enrolling " + clients + " devices");
        return folder.enrol(clients);
    }

    private void sayThreads(Map<String, Double> before, Map<String, Double> after, int rounds) {
        Map<String, Double> each = new TreeMap<>();
        after.forEach((name, millis) -> {
            double spent = millis - before.getOrDefault(name, 0.0);
            if (spent >= 20) {
                each.put(name, Math.round(spent / rounds / clients * 1000) / 1000.0);
            }
        });
        say("with the goodbyes, ms each by thread: " + each);
    }

    /// For who watches; the result is what goes to standard output.
    private static void say(String line) {
        System.err.println(line);
    }
}
