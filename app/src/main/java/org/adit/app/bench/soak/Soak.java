package org.adit.app.bench.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.adit.app.bench.load.ClientSas;
import org.adit.app.bench.load.Fleet;
import org.adit.app.bench.load.GatewayFolder;
import org.adit.app.bench.load.GatewayProcess;
import org.adit.app.bench.load.Initiators;
import org.adit.app.bench.load.LoadSockets;
import org.adit.base.net.Endpoint;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.LabFault;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.ike.SaId;

/// Many clients in one program against one gateway, for as long as it is told: `FOLDER CLIENTS SECONDS SEED WORKERS`.
/// Says on standard error how it goes, and prints what it found as JSON. A program of its own, in a network namespace
/// that is its alone.
public final class Soak {
    private static final Duration TO_CONNECT = Duration.ofMinutes(2);
    private static final int UNDER_WAY = 16;
    /// Two sockets as of so many machines, two that send and receive trains as one machine with many packets does.
    private static final List<Boolean> TRAINS = List.of(false, true, false, true);

    private static final double PACKETS_OF_A_CLIENT = 10; // a second, each way
    private static final double MEAN_BURST = 4.5;
    private static final double SECONDS_IN_ONE_PLACE = 20;
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration MOST_BEHIND = Duration.ofMillis(500);

    private final SplittableRandom random;
    private final LoadSockets sockets;
    private final Lan lan;
    private final Weather weather;
    private final Line line;
    private final Roaming roaming;
    private final NonceWatch nonces;
    private final ClientSas sas;
    private final Initiators initiators;
    private final List<Client> clients = new ArrayList<>();
    private final Map<SaId, Client> byId = new HashMap<>();
    private final Judge judge = new Judge(clients);
    private final Traffic traffic;
    private final Fleet fleet;

    private Soak(Fleet fleet, LoadSockets sockets, Lan lan, long seed) {
        JcaCrypto crypto = JcaCrypto.create();
        this.fleet = fleet;
        this.sockets = sockets;
        this.lan = lan;
        this.random = new SplittableRandom(seed);
        this.weather = new Weather(seed + 1);
        this.line = new Line(sockets, weather, seed + 2);
        this.roaming = new Roaming(sockets, TRAINS.size(), line, seed + 3);
        this.nonces = new NonceWatch(crypto::sha256);
        this.sas = new ClientSas(crypto, Fleet.unpredictableEnough(), nonces::onKeys);
        this.initiators = new Initiators(fleet, crypto, Hurry.CLIENT, line, sas);
        this.traffic = new Traffic(sas, line, lan, judge, nonces, seed + 4);
        sockets.onEsp((seen, octets, at, length, tos) -> traffic.onEsp(byId, seen, octets, at, length, tos));
        lan.sockets().forEach(sockets::alsoWait);
    }

    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[1]);
        Duration length = Duration.ofSeconds(Long.parseLong(arguments[2]));
        long seed = Long.parseLong(arguments[3]);
        GatewayFolder folder = GatewayFolder.make(Path.of(arguments[0]), Lan.NETWORKS, Integer.parseInt(arguments[4]));
        Fleet fleet = folder.enrol(count);
        AditProgram program = AditProgram.own().asGateway();
        try (GatewayProcess gateway = GatewayProcess.start(
                        program.module(
                                "org.adit.app/" + SoakGateway.class.getName(),
                                folder.settings().toString()),
                        folder);
                LoadSockets sockets = LoadSockets.open(GatewayFolder.ADDRESS, TRAINS);
                Lan lan = Lan.open()) {
            Soak soak = new Soak(fleet, sockets, lan, seed);
            soak.connect();
            SoakLog log = new SoakLog(gateway, folder, length);
            soak.run(log, length);
            System.out.println(log.json(soak.findings(), seed, count));
        }
    }

    private void connect() {
        int half = fleet.devices().size() / 2;
        List<Endpoint> places = new ArrayList<>();
        for (int i = 0; i < fleet.devices().size(); i++) {
            places.add(roaming.settle(behindRouter(i)));
        }
        connect(0, half, places);
        initiators.hurry(Hurry.LEISURE);
        connect(half, places.size(), places);
        if (clients.size() != places.size()) {
            throw new LabFault(clients.size() + " of " + places.size() + " connected: " + initiators.failures());
        }
    }

    private void connect(int from, int to, List<Endpoint> places) {
        List<LocalCredential.WithCertificate> devices = fleet.devices().subList(from, to);
        initiators.connect(
                devices,
                places.subList(from, to).stream()
                        .map(place -> new org.adit.protocol.ipsec.Path(place, sockets.gateway()))
                        .toList(),
                UNDER_WAY,
                TO_CONNECT);
        for (SaId id : sas.clients()) {
            if (!byId.containsKey(id)) {
                Endpoint own = sas.sender(id).orElseThrow().place();
                int number = places.indexOf(own);
                byId.put(id, new Client(number, id, own, behindRouter(number)));
            }
        }
        clients.clear();
        byId.values().stream().sorted(Comparator.comparingInt(Client::number)).forEach(clients::add);
    }

    private static boolean behindRouter(int number) {
        return number % 2 == 1;
    }

    private void run(SoakLog log, Duration length) {
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        Clockwork up = new Clockwork(begin, clients.size() * PACKETS_OF_A_CLIENT / MEAN_BURST, MOST_BEHIND);
        Clockwork down = new Clockwork(begin, clients.size() * PACKETS_OF_A_CLIENT / MEAN_BURST, MOST_BEHIND);
        Clockwork roam = new Clockwork(begin, clients.size() / SECONDS_IN_ONE_PLACE, MOST_BEHIND);
        boolean calm = false;
        for (long now = begin; now < end; now = System.nanoTime()) {
            initiators.turn(1);
            lan.receive(judge);
            for (int i = up.due(now); i > 0; i--) {
                traffic.up(anyone());
            }
            for (int i = down.due(now); i > 0; i--) {
                traffic.down(anyone());
            }
            for (int i = roam.due(now); i > 0 && !calm; i--) {
                roaming.roam(anyone(), initiators);
            }
            if (!calm && end - now < CALM.toNanos()) {
                calm = true;
                weather.calm();
                clients.forEach(Client::mark);
            }
            log.turn(now, this::findings);
        }
    }

    private Client anyone() {
        return clients.get(random.nextInt(clients.size()));
    }

    private Findings findings() {
        return new Findings(clients, initiators, roaming, line, traffic, judge, nonces);
    }
}
