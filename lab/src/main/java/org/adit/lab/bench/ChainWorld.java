package org.adit.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.lab.process.LabFault;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.Namespace;
import org.adit.lab.world.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The shortest world with a gateway in it: nothing translates addresses, every cable has an MTU of 1500. What is
/// measured here is the tunnel between client and gateway, and what the three machines cannot do without.
///
/// ```
/// client ---- gateway ---- lan
///   192.0.2.2  192.0.2.1   10.1.0.1   10.1.0.10
/// ```
public final class ChainWorld implements AutoCloseable {
    public static final IpAddress CLIENT = IpAddress.of("192.0.2.2");
    public static final IpAddress GATEWAY = IpAddress.of("192.0.2.1");
    public static final IpPrefix LAN = IpPrefix.of("10.1.0.0/24");
    /// The machine in the LAN that the client talks to.
    public static final IpAddress SERVER = IpAddress.of("10.1.0.10");
    /// Inside addresses come from here; the LAN routes them to the gateway.
    public static final IpPrefix POOL = IpPrefix.of("10.99.0.0/20");

    // What `ip route` takes, by what `ip -json route` calls it
    private static final Map<String, String> WAY =
            Map.of("gateway", "via", "dev", "dev", "table", "table", "prefsrc", "src");

    private final World world;
    private final Namespace client;
    private final Namespace gateway;
    private final Namespace lan;
    private Traffic traffic;

    private ChainWorld(World world) {
        this.world = world;
        client = world.namespace("client");
        traffic = Traffic.from(client);
        gateway = world.namespace("gateway");
        lan = world.namespace("lan");
        world.link(client, "eth0", gateway, "wan0");
        world.link(lan, "eth0", gateway, "lan0");
        client.address("eth0", CLIENT + "/24");
        client.route("default", GATEWAY.toString());
        client.nameServers(List.of()); // so that no client rewrites the machine's own
        gateway.address("wan0", GATEWAY + "/24");
        gateway.address("lan0", "10.1.0.1/24");
        gateway.forward();
        lan.address("eth0", SERVER + "/24");
        lan.route("default", "10.1.0.1");
    }

    /// Builds it; takes less than a second.
    public static ChainWorld build() {
        World world = World.open();
        try {
            return new ChainWorld(world);
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
    }

    /// What [#congestionControl] takes on this kernel.
    public static List<String> congestionControls() {
        Path list = Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control");
        try {
            return List.of(Files.readString(list).strip().split(" "));
        } catch (IOException e) {
            throw new LabFault("cannot read " + list, e);
        }
    }

    /// Has client and server send TCP to each other with this congestion control, by its Linux name, instead of the
    /// machine's default: one that paces measures itself more than the way between. To be asked for when the client
    /// is connected.
    ///
    /// It is the routes that are told: a namespace may take for its default only what the kernel allows to anybody,
    /// which often is not all that it has, and a socket that changes over still paces if it began so.
    public void congestionControl(String name) {
        IpAddress inside = route(client, SERVER, name);
        route(lan, inside, name);
        traffic = traffic.requiringCongestionControl(name);
    }

    /// A host route along the way there is already. Returns the address that is sent from.
    private static IpAddress route(Namespace machine, IpAddress to, String congestionControl) {
        JsonNode way = JsonMapper.shared()
                .readTree(machine.ip("-json", "route", "get", to.toString()))
                .path(0);
        List<String> route = new ArrayList<>(List.of("route", "replace", to.toString()));
        WAY.forEach((json, word) -> {
            if (way.has(json)) {
                route.addAll(List.of(word, way.path(json).asString()));
            }
        });
        route.addAll(List.of("congctl", congestionControl));
        machine.ip(route.toArray(String[]::new));
        return IpAddress.of(way.path("prefsrc").asString());
    }

    /// What the client sends and is sent.
    public Traffic traffic() {
        return traffic;
    }

    public World world() {
        return world;
    }

    public Namespace client() {
        return client;
    }

    public Namespace gateway() {
        return gateway;
    }

    public Namespace lan() {
        return lan;
    }

    @Override
    public void close() {
        world.close();
    }
}
