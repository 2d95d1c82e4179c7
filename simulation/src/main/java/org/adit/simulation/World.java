package org.adit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.adit.base.Randomness;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.ike.ConnectRequest;
import org.adit.protocol.ike.IkeEndpoint;
import org.adit.protocol.ike.IkeSettings;
import org.adit.protocol.ike.IkeTimes;
import org.adit.protocol.ike.KeyWitness;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.CryptoPolicy;

/// Who there is in one seeded world, and how they start and restart: a gateway, one to four clients, some of them
/// behind NATs, the first two sometimes behind the same.
final class World {
    static final IkeTimes TIMES = new IkeTimes(
            Duration.ofMillis(500),
            Duration.ofSeconds(4),
            10,
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            Duration.ofSeconds(90),
            Duration.ofSeconds(5));
    private static final IpAddress GATEWAY = IpAddress.of("198.51.100.1");
    private static final int IKE_PORT = 500;

    private final long seed;
    private final WorldKeys keys;
    private final SimTime time = new SimTime();
    private final SimNetwork network;
    private final SimGateway gateway;
    private final SimNode gatewayNode;
    private final List<Client> clients = new ArrayList<>();
    private final List<SimNat> nats = new ArrayList<>();
    private long lives;
    private boolean cookies;

    /// A client: its node, its program, who it is.
    record Client(int number, SimNode node, SimClient program, LocalCredential credential) {
        Identity identity() {
            return credential.identity();
        }
    }

    World(long seed, WorldKeys keys) {
        this.seed = seed;
        this.keys = keys;
        Random random = new Random(seed);
        int people = 1 + random.nextInt(WorldKeys.PEOPLE);
        int addresses = random.nextInt(4) == 0 ? 1 : people + random.nextInt(3);
        cookies = random.nextInt(4) == 0;
        network = new SimNetwork(time, random.nextLong());
        gateway = new SimGateway(
                time,
                random.nextLong(),
                addresses,
                new SimGateway.Refusals(new SimFailure.NoAddressLeft(addresses), new SimFailure.InBadMood()));
        gatewayNode = new SimNode(time, network, GATEWAY, gatewayEndpoint(), gateway);
        boolean together = random.nextBoolean();
        for (int i = 0; i < people; i++) {
            addClient(i, together && i == 1, random.nextInt(3) > 0);
        }
    }

    private void addClient(int number, boolean behindTheLastNat, boolean behindOne) {
        IpAddress address = IpAddress.of("10.200.0.1").plus(number).orElseThrow();
        if (behindTheLastNat && !nats.isEmpty()) {
            network.putBehind(address, nats.getLast());
        } else if (behindOne) {
            SimNat nat = new SimNat(IpAddress.of("203.0.113.1").plus(number).orElseThrow());
            nats.add(nat);
            network.putBehind(address, nat);
        }
        SimClient program = new SimClient(time);
        SimNode node = new SimNode(time, network, address, clientEndpoint(number), program);
        clients.add(new Client(number, node, program, keys.of(number)));
    }

    private IkeEndpoint gatewayEndpoint() {
        return new IkeEndpoint(gatewaySettings(), keys.crypto(), nextLife(), KeyWitness.NONE);
    }

    private IkeSettings gatewaySettings() {
        return new IkeSettings(
                CryptoPolicy.DEFAULT,
                keys.ofGateway(),
                keys.trustOfGateway(),
                TIMES,
                IkeSettings.DEFAULT_MAX_DATAGRAM,
                cookies ? 0 : 128,
                4096,
                64,
                true);
    }

    private IkeEndpoint clientEndpoint(int number) {
        IkeSettings settings =
                IkeSettings.client(CryptoPolicy.DEFAULT, keys.trustOf(number)).withTimes(TIMES);
        return new IkeEndpoint(settings, keys.crypto(), nextLife(), KeyWitness.NONE);
    }

    /// No life of a node draws the same numbers as another.
    private Randomness nextLife() {
        return WorldKeys.seeded(seed * 1_000_003 + ++lives);
    }

    void connect(Client client) {
        boolean site = client.credential() instanceof LocalCredential.WithSharedSecret;
        List<TrafficSelector> everything = List.of(TrafficSelector.all(IpFamily.V4));
        client.program()
                .connect(
                        client.node(),
                        new ConnectRequest(
                                new Path(
                                        new Endpoint(client.node().address(), IKE_PORT),
                                        new Endpoint(GATEWAY, IKE_PORT)),
                                client.credential(),
                                Optional.of(WorldKeys.GATEWAY),
                                site ? List.of() : List.of(IpFamily.V4),
                                site ? List.of(TrafficSelector.of(siteNetwork(client))) : everything,
                                site ? List.of(TrafficSelector.of(SimGateway.COMPANY)) : everything));
    }

    private static IpPrefix siteNetwork(Client client) {
        return IpPrefix.of("10." + (20 + client.number()) + ".0.0/16");
    }

    void kill(Client client) {
        client.program().restart();
        client.node().restart(clientEndpoint(client.number()));
    }

    void killGateway() {
        gateway.restart();
        gatewayNode.restart(gatewayEndpoint());
    }

    void cookies(boolean forced) {
        cookies = forced;
        gatewayNode.endpoint().replaceSettings(gatewaySettings());
    }

    SimTime time() {
        return time;
    }

    SimNetwork network() {
        return network;
    }

    SimGateway gateway() {
        return gateway;
    }

    SimNode gatewayNode() {
        return gatewayNode;
    }

    List<Client> clients() {
        return clients;
    }

    List<SimNat> nats() {
        return nats;
    }
}
