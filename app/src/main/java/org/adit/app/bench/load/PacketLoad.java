package org.adit.app.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.LabFault;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.ike.SaId;

/// Measures what it costs a gateway that packets are of many peers: 64 octets in UDP, as fast as they can be sent, of
/// one peer in one flow, of one peer so that nothing can be joined, of a thousand peers in turn. The same program sends
/// all of them, sealed beforehand, on loopback: what differs is the gateway alone. A program of its own, started
/// inside a network namespace: `FOLDER PEERS RUNS SECONDS WARM_UP`; prints its rows as JSON.
public final class PacketLoad {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int HOUSES = 1000;
    private static final int UNDER_WAY = 32;
    /// Until what is under way has arrived.
    private static final Duration SETTLE = Duration.ofMillis(100);

    private final GatewayProcess gateway;
    private final Initiators clients;
    private final List<Crowd> crowds;
    private final PacketFlood flood;
    private final List<Measured> rows = new ArrayList<>();

    /// Who sends: `peers` of them, and in how many flows together; and whether the offloads may join what they send.
    record Crowd(String name, int peers, int flows, boolean joins) {}

    private PacketLoad(GatewayProcess gateway, Initiators clients, int peers, PacketFlood flood) {
        this.gateway = gateway;
        this.clients = clients;
        this.flood = flood;
        this.crowds = List.of(
                new Crowd("one peer, one flow", 1, 1, true),
                new Crowd("one peer, nothing joined", 1, peers, false),
                new Crowd("%,d peers".formatted(peers), peers, peers, false));
    }

    public static void main(String[] arguments) {
        int peers = Integer.parseInt(arguments[1]);
        GatewayFolder folder = GatewayFolder.make(Path.of(arguments[0]), List.of("10.0.0.0/8"));
        Fleet fleet = folder.enrol(peers);
        try (GatewayProcess gateway = GatewayProcess.run(AditProgram.own(), folder);
                LoadSockets sockets = LoadSockets.open(GatewayFolder.ADDRESS)) {
            gateway.awaitText("ciphers: ["); // an SA keeps the engine that it began with
            ClientSas sas = new ClientSas(JcaCrypto.create(), Fleet.unpredictableEnough(), _ -> {});
            Initiators clients =
                    new Initiators(fleet, new OnlyGroup(KeyExchangeMethod.ECP_256, JcaCrypto.create()), sockets, sas);
            clients.connect(fleet.devices(), sockets.paths(HOUSES), UNDER_WAY, LIMIT);
            List<SaId> connected = sas.clients();
            if (connected.size() != peers) {
                throw new LabFault(connected.size() + " of " + peers + " connected: " + clients.failures());
            }
            try (PacketFlood flood = new PacketFlood(sockets, sas, connected)) {
                PacketLoad load = new PacketLoad(gateway, clients, peers, flood);
                load.measure(Integer.parseInt(arguments[2]), seconds(arguments[3]), seconds(arguments[4]));
                System.out.println(Measured.json(load.rows));
            }
        }
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private void measure(int runs, Duration length, Duration warmUp) {
        for (Crowd crowd : crowds) {
            System.err.println("warming up, not counted: " + crowd.name());
            if (warmUp.isPositive()) {
                up(crowd, warmUp);
                down(crowd, warmUp);
            }
        }
        for (int run = 1; run <= runs; run++) {
            for (Crowd crowd : crowds) {
                System.err.println("run %d of %d: %s".formatted(run, runs, crowd.name()));
                Passed up = up(crowd, length);
                Passed down = down(crowd, length);
                add(crowd, "client to LAN", up);
                add(crowd, "LAN to client", down);
            }
        }
    }

    private void add(Crowd crowd, String way, Passed passed) {
        add(crowd, way, "packets/s", passed.perSecond());
        add(crowd, way + ", gateway's processor", "ns", passed.nanosEach());
        add(crowd, way + ", of it outside the kernel", "ns", passed.ownNanosEach());
    }

    private void add(Crowd crowd, String measure, String unit, double value) {
        for (int i = 0; i < rows.size(); i++) {
            Measured row = rows.get(i);
            if (row.subject().equals(crowd.name()) && row.measure().equals(measure)) {
                rows.set(i, row.with(value));
                return;
            }
        }
        rows.add(Measured.once(crowd.name(), measure, unit, value));
    }

    private Passed up(Crowd crowd, Duration length) {
        flood.prepareUp(crowd, length);
        return watched(() -> flood.up(), flood::arrivedUp);
    }

    private Passed down(Crowd crowd, Duration length) {
        flood.prepareDown(crowd);
        return watched(() -> flood.down(length), flood::arrivedDown);
    }

    /// What arrived, in a second, and what each cost the gateway.
    private record Passed(double perSecond, double nanosEach, double ownNanosEach) {}

    private Passed watched(Runnable sending, LongSupplier arrived) {
        long arrivedBefore = arrived.getAsLong();
        long processorBefore = gateway.running().processorNanos();
        double ownBefore = gateway.running().ownMillis();
        long begin = System.nanoTime();
        sending.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        clients.turnUntil(SETTLE, () -> false);
        long spent = gateway.running().processorNanos() - processorBefore;
        double own = (gateway.running().ownMillis() - ownBefore) * 1e6;
        double passed = Math.max(1, arrived.getAsLong() - arrivedBefore);
        return new Passed(passed / seconds, spent / passed, own / passed);
    }
}
