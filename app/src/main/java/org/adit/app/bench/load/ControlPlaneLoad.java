package org.adit.app.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.gateway.api.ApiClient;
import org.adit.gateway.daemon.GatewayDaemon;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.LabFault;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.crypto.KeyExchangeMethod;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Measures what clients cost a gateway: one process with thousands of clients against one `adit gateway run`, both on
/// the loopback of a network namespace that is theirs. A program of its own, started inside that namespace:
/// `handshakes FOLDER CLIENTS ROUNDS` or `memory FOLDER CLIENTS`; prints its rows as JSON.
public final class ControlPlaneLoad {
    private static final String GATEWAY = "adit";
    private static final String NAME = "vpn.example.org";
    private static final Endpoint ADDRESS = new Endpoint(IpAddress.of("127.0.0.1"), 4500);
    private static final Duration LIMIT = Duration.ofMinutes(4);
    /// Long enough for what is written behind a handshake.
    private static final Duration SETTLE = Duration.ofSeconds(1);

    /// Longer than it takes until the gateway has asked each idle client whether it lives.
    private static final Duration IDLE = Duration.ofSeconds(90);

    /// Longer than the interval at which the gateway's JVM gives back what `malloc` holds free.
    private static final Duration TRIMMED = Duration.ofSeconds(20);

    private static final int HOUSES = 64;
    private static final int WARM_UP_ROUNDS = 15;
    private static final int UNDER_WAY = 32;

    private final AditProgram program;
    private final Path folder;
    private final int clients;
    private final List<Measured> rows = new ArrayList<>();

    private ControlPlaneLoad(Path folder, int clients) {
        this.program = AditProgram.own();
        this.folder = folder;
        this.clients = clients;
    }

    public static void main(String[] arguments) throws IOException {
        ControlPlaneLoad load = new ControlPlaneLoad(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        switch (arguments[0]) {
            case "handshakes" -> load.handshakes(Integer.parseInt(arguments[3]));
            case "memory" -> load.memory();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        load.print(System.out);
    }

    /// Processor time for each handshake, after warm-up; then all clients at the same moment, from one address.
    private void handshakes(int rounds) throws IOException {
        Fleet fleet = setUp();
        try (GatewayProcess gateway = GatewayProcess.start(program, settings(), folder)) {
            try (LoadSockets sockets = LoadSockets.open(ADDRESS, HOUSES)) {
                Initiators clientsOf = initiators(fleet, sockets);
                say("first time: " + round(gateway, clientsOf, fleet) + " ms each");
                for (int i = 1; i < WARM_UP_ROUNDS; i++) {
                    say("warm-up: " + round(gateway, clientsOf, fleet) + " ms each");
                }
                List<Double> millis = new ArrayList<>();
                Map<String, Double> before = gateway.processorMillisByThread();
                for (int i = 0; i < rounds; i++) {
                    millis.add(round(gateway, clientsOf, fleet));
                    say("measured: " + millis.getLast() + " ms each");
                }
                sayThreads(before, gateway.processorMillisByThread(), rounds);
                rows.add(new Measured(GATEWAY, "processor time of the gateway for a handshake", "ms", millis));
            }
            try (LoadSockets oneHouse = LoadSockets.open(ADDRESS, 1)) {
                atOnce(initiators(fleet, oneHouse), fleet);
            }
        }
    }

    /// Connects all, and disconnects them; what connecting cost.
    private double round(GatewayProcess gateway, Initiators clientsOf, Fleet fleet) {
        double before = gateway.processorMillis();
        clientsOf.connect(fleet.devices(), UNDER_WAY, LIMIT);
        expectAll(clientsOf);
        clientsOf.turnUntil(SETTLE, () -> false);
        double spent = gateway.processorMillis() - before;
        clientsOf.disconnect(LIMIT);
        clientsOf.turnUntil(SETTLE, () -> false);
        return spent / clients;
    }

    private void atOnce(Initiators clientsOf, Fleet fleet) {
        long begin = System.nanoTime();
        clientsOf.connect(fleet.devices(), clients, LIMIT);
        double seconds = (System.nanoTime() - begin) / 1e9;
        List<Double> took = clientsOf.tookMillis();
        say("at once: " + clientsOf.connected() + " in " + seconds + " s, " + clientsOf.failures());
        rows.add(Measured.once(GATEWAY, "clients at once", "clients", clients));
        rows.add(Measured.once(GATEWAY, "of them connected", "clients", clientsOf.connected()));
        rows.add(Measured.once(GATEWAY, "sessions that the gateway has", "sessions", sessions()));
        rows.add(Measured.once(GATEWAY, "until the last was connected", "s", seconds));
        if (!took.isEmpty()) {
            rows.add(Measured.once(GATEWAY, "until half were connected", "ms", took.get(took.size() / 2)));
            rows.add(Measured.once(GATEWAY, "until 99 of 100 were connected", "ms", took.get(took.size() * 99 / 100)));
        }
    }

    private void memory() throws IOException {
        Fleet fleet = setUp();
        try (GatewayProcess gateway = GatewayProcess.start(program, settings(), folder);
                LoadSockets sockets = LoadSockets.open(ADDRESS, HOUSES)) {
            Initiators clientsOf = initiators(fleet, sockets);
            double empty = gateway.residentKibAfterCollection();
            long begin = System.nanoTime();
            clientsOf.connect(fleet.devices(), UNDER_WAY, LIMIT);
            say("connected in " + (System.nanoTime() - begin) / 1e9 + " s");
            expectAll(clientsOf);
            clientsOf.turnUntil(IDLE, () -> false);
            expectAll(clientsOf);
            double full = meanwhile(clientsOf, gateway::residentKibAfterCollection);
            Files.writeString(
                    folder.resolve("histogram"), meanwhile(clientsOf, () -> gateway.jcmd("GC.class_histogram")));
            say(meanwhile(clientsOf, () -> gateway.jcmd("GC.heap_info")));
            say("empty " + empty + " KiB, full " + full + " KiB");
            clientsOf.disconnect(LIMIT);
            clientsOf.turnUntil(TRIMMED, () -> false);
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

    private int sessions() {
        return switch (new ApiClient(folder.resolve("data")).get("sessions")) {
            case Result.Ok<ObjectNode, Failure>(ObjectNode answer) ->
                answer.path("sessions").size();
            case Result.Failed<ObjectNode, Failure>(Failure why) ->
                throw new LabFault(why.explain().what());
        };
    }

    private Initiators initiators(Fleet fleet, LoadSockets sockets) {
        return new Initiators(
                fleet, new OnlyGroup(KeyExchangeMethod.ECP_256, JcaCrypto.create()), sockets, Identity.fqdn(NAME));
    }

    private Fleet setUp() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(settings(), """
                [gateway]
                name = "%s"
                listen = ["%s"]
                data = "%s"

                [[pool]]
                name = "people"
                addresses = ["10.64.0.0/16", "fd64::/64"]

                [[network]]
                name = "company"
                addresses = ["10.0.0.0/8"]

                [[role]]
                name = "people"
                groups = ["%s"]
                pool = "people"
                reach = ["company"]

                [nat]
                masquerade = false
                """.formatted(NAME, ADDRESS.address(), folder.resolve("data"), Fleet.GROUP));
        GatewayDaemon.init(settings()).ifPresent(why -> {
            throw new LabFault(why.explain().what());
        });
        say("enrolling " + clients + " devices");
        return Fleet.enrol(folder.resolve("data"), clients);
    }

    private Path settings() {
        return folder.resolve("gateway.toml");
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

    private void print(PrintStream out) {
        JsonMapper json = JsonMapper.builder().build();
        ArrayNode all = json.createArrayNode();
        for (Measured row : rows) {
            ObjectNode one = all.addObject()
                    .put("subject", row.subject())
                    .put("measure", row.measure())
                    .put("unit", row.unit());
            ArrayNode values = one.putArray("values");
            row.values().forEach(values::add);
        }
        try {
            out.write(json.writeValueAsString(all).getBytes(StandardCharsets.UTF_8));
            out.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
