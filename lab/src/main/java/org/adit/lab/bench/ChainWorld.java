package org.adit.lab.bench;

import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.Namespace;
import org.adit.lab.world.World;

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

    private final World world;
    private final Namespace client;
    private final Namespace gateway;
    private final Namespace lan;

    private ChainWorld(World world) {
        this.world = world;
        client = world.namespace("client");
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

    /// Congestion control of the TCP senders at both ends, by its Linux name, instead of what the machine has for
    /// default: one that paces measures itself more than the way between.
    public void congestionControl(String name) {
        List<String> known = List.of(client.check("sysctl", "-n", "net.ipv4.tcp_available_congestion_control")
                .strip()
                .split(" "));
        if (!known.contains(name)) {
            throw new LabFault("this kernel has no congestion control " + name + ", but " + String.join(", ", known));
        }
        client.sysctl("net.ipv4.tcp_congestion_control", name);
        lan.sysctl("net.ipv4.tcp_congestion_control", name);
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
