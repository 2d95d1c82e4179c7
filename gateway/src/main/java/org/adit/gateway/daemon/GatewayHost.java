package org.adit.gateway.daemon;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.linux.Poller;
import org.adit.dataplane.linux.VectorSum;
import org.adit.dataplane.linux.Watched;
import org.adit.dataplane.linux.netlink.InterfaceAddress;
import org.adit.dataplane.linux.netlink.Link;
import org.adit.dataplane.linux.netlink.LinuxNetwork;
import org.adit.dataplane.linux.netlink.Route;
import org.adit.dataplane.linux.nft.Masquerade;
import org.adit.dataplane.linux.sysctl.Forwarding;
import org.adit.dataplane.linux.tun.Tun;
import org.adit.dataplane.linux.udp.SharedPort;
import org.adit.dataplane.linux.udp.Trains;
import org.adit.dataplane.linux.udp.UdpSettings;
import org.adit.dataplane.linux.udp.UdpSocket;
import org.adit.dataplane.userspace.TunnelSettings;
import org.adit.dataplane.userspace.UserspaceDataPlane;
import org.adit.gateway.address.LeaseBook;
import org.adit.gateway.config.DataPlaneSwitches;
import org.adit.gateway.config.Front;
import org.adit.gateway.config.GatewayConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the gateway needs of its machine: the TUN device with the pools' own addresses, the UDP sockets, forwarding,
/// and masquerading by setting. Opens all or nothing, first clears what a predecessor left that was killed.
final class GatewayHost implements AutoCloseable {
    static final String DEVICE = "adit0";
    /// What fits the 1500 octets of usual links, sealed by an AEAD over IPv4. Where less fits, senders are told.
    static final int MTU = 1438;

    private static final Logger LOG = LoggerFactory.getLogger(GatewayHost.class);
    private static final int ESP_PORT = 4500;
    private static final List<Integer> PORTS = List.of(500, ESP_PORT);

    /// Ends the opening: the failure is handed on.
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Failure failure;

        Refused(Failure failure) {
            this.failure = failure;
        }
    }

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final LinuxNetwork network;
    private final List<IpPrefix> pools;
    private Link link;
    private UserspaceDataPlane.Ports ports;
    private Optional<Masquerade> masquerade = Optional.empty();

    static Result<GatewayHost, Failure> open(GatewayConfig config) {
        int fitting = Workers.fitting(Runtime.getRuntime().availableProcessors());
        int workers = config.dataPlane().workers().orElse(fitting);
        Result<GatewayHost, Failure> host = open(config, workers);
        if (host instanceof Result.Failed<GatewayHost, Failure>(OsFailure.Unexpected why)
                && workers > 1
                && config.dataPlane().workers().isEmpty()) {
            LOG.info("one worker instead of {}: {}", workers, why.explain().what());
            return open(config, 1);
        }
        return host;
    }

    private static Result<GatewayHost, Failure> open(GatewayConfig config, int workers) {
        return switch (LinuxNetwork.open(LinuxNetwork.GATEWAY_MARK)) {
            case Result.Failed<LinuxNetwork, OsFailure>(OsFailure failure) -> Result.failed(failure);
            case Result.Ok<LinuxNetwork, OsFailure>(LinuxNetwork network) -> open(network, config, workers);
        };
    }

    private static Result<GatewayHost, Failure> open(LinuxNetwork network, GatewayConfig config, int workers) {
        Deque<AutoCloseable> opened = new ArrayDeque<>(List.of(network));
        try {
            return Result.ok(new GatewayHost(network, config, workers, opened));
        } catch (Refused refused) {
            closeAll(opened);
            return Result.failed(refused.failure);
        }
    }

    private GatewayHost(LinuxNetwork network, GatewayConfig config, int workers, Deque<AutoCloseable> opened)
            throws Refused {
        this.network = network;
        this.pools = config.pools().stream()
                .flatMap(pool -> pool.addresses().stream())
                .toList();
        clearLeftovers(config);
        DataPlaneSwitches wanted = config.dataPlane();
        Tun.Offload offload = new Tun.Offload(wanted.tunTcp(), wanted.tunUdp());
        List<Tun> queues = value(Tun.openQueues(DEVICE, offload, wanted.tunSteering(), workers));
        queues.forEach(opened::push);
        Trains trains = Trains.wanted(wanted.udpSend(), wanted.udpReceive()).tried();
        List<List<UdpSocket>> sockets = sockets(config.gateway(), trains, workers, opened);
        this.link = value(network.link(DEVICE));
        value(network.withoutLinkLocal(link));
        value(network.setMtu(link, MTU));
        value(network.bringUp(link));
        for (IpPrefix pool : pools) {
            addAddress(pool);
        }
        opened.push(value(Forwarding.switchOn(families())));
        if (config.nat().masquerade()) {
            Masquerade started = value(Masquerade.start(pools, DEVICE));
            opened.push(started);
            this.masquerade = Optional.of(started);
        }
        List<UserspaceDataPlane.WorkerPorts> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            List<Watched> watched = new ArrayList<>(sockets.get(i));
            watched.add(queues.get(i));
            Poller poller = value(Poller.open(watched));
            all.add(new UserspaceDataPlane.WorkerPorts(
                    queues.get(i), List.copyOf(sockets.get(i)), poller, new VectorSum()));
        }
        this.ports = new UserspaceDataPlane.Ports(all);
        this.opened.addAll(opened);
    }

    /// For the data plane, which owns and closes them.
    UserspaceDataPlane.Ports ports() {
        return ports;
    }

    TunnelSettings tunnel() {
        return TunnelSettings.of(MTU, ownAddress(IpFamily.V4), ownAddress(IpFamily.V6));
    }

    /// Our own address on the way to `peer`.
    Optional<IpAddress> sourceTowards(IpAddress peer) {
        return network.routeTo(peer, OptionalInt.empty()) instanceof Result.Ok<Route, OsFailure>(Route route)
                ? route.preferredSource()
                : Optional.empty();
    }

    Optional<Failure> addRoute(IpPrefix destination) {
        return failure(network.addRoute(Route.into(link.index(), destination)));
    }

    Optional<Failure> removeRoute(IpPrefix destination) {
        return failure(network.removeRoute(Route.into(link.index(), destination)));
    }

    /// Addresses of new pools and masquerading as the settings now say. Old addresses stay: sessions may use them.
    Optional<Failure> apply(GatewayConfig config) {
        try {
            List<IpPrefix> all = config.pools().stream()
                    .flatMap(pool -> pool.addresses().stream())
                    .toList();
            for (IpPrefix pool : all) {
                addAddress(pool);
            }
            if (config.nat().masquerade()) {
                Masquerade started = value(Masquerade.start(all, DEVICE));
                if (masquerade.isEmpty()) {
                    opened.push(started);
                }
                masquerade = Optional.of(started);
            } else if (masquerade.isPresent()) {
                masquerade.get().close();
                masquerade = Optional.empty();
            }
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(refused.failure);
        }
    }

    /// Device and sockets close with the data plane; addresses and routes go with the device.
    @Override
    public void close() {
        closeAll(opened);
    }

    private static void closeAll(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception left) {
                LOG.warn("something of the machine was not given back: {}", left.toString());
            }
        }
    }

    private void clearLeftovers(GatewayConfig config) throws Refused {
        LinuxNetwork.Leftovers left = value(network.removeLeftovers());
        if (!left.isEmpty()) {
            LOG.info(
                    "removed what an earlier run left: {} routes, {} rules",
                    left.routes().size(),
                    left.rules().size());
        }
        if (!config.nat().masquerade()) {
            // Without nftables there is nothing to remove either.
            failure(Masquerade.removeLeftovers())
                    .ifPresent(why -> LOG.debug("nftables: {}", why.explain().why()));
        }
    }

    /// Of each worker. Where there is no ESP, one socket for the first worker is enough.
    private List<List<UdpSocket>> sockets(Front front, Trains trains, int workers, Deque<AutoCloseable> opened)
            throws Refused {
        List<List<UdpSocket>> sockets = Stream.generate(() -> (List<UdpSocket>) new ArrayList<UdpSocket>())
                .limit(workers)
                .toList();
        boolean byDefault = front.listen().equals(Front.EVERYWHERE);
        for (IpAddress address : front.listen()) {
            for (int port : PORTS) {
                Result<List<UdpSocket>, OsFailure> group = SharedPort.open(
                        UdpSettings.at(new Endpoint(address, port)).withTrains(trains), port == ESP_PORT ? workers : 1);
                if (byDefault && unsupported(group)) {
                    LOG.info("this system has no {}: not listening there", address.family());
                } else {
                    List<UdpSocket> good = value(group);
                    for (int i = 0; i < good.size(); i++) {
                        opened.push(good.get(i));
                        sockets.get(i).add(good.get(i));
                    }
                }
            }
        }
        if (sockets.getFirst().isEmpty()) {
            throw new Refused(new StartFailure.NoListener(front.listen().toString()));
        }
        return sockets;
    }

    private static boolean unsupported(Result<List<UdpSocket>, OsFailure> group) {
        return group instanceof Result.Failed<List<UdpSocket>, OsFailure>(OsFailure.FamilyUnsupported _);
    }

    private void addAddress(IpPrefix pool) throws Refused {
        value(network.addAddress(link, new InterfaceAddress(LeaseBook.gatewayOf(pool), pool.length())));
    }

    private Set<IpFamily> families() {
        Set<IpFamily> families = EnumSet.noneOf(IpFamily.class);
        pools.forEach(pool -> families.add(pool.family()));
        return families;
    }

    private Optional<IpAddress> ownAddress(IpFamily family) {
        return pools.stream()
                .filter(pool -> pool.family() == family)
                .map(LeaseBook::gatewayOf)
                .findFirst();
    }

    private static <T> Optional<Failure> failure(Result<T, OsFailure> result) {
        return result instanceof Result.Failed<T, OsFailure>(OsFailure why) ? Optional.of(why) : Optional.empty();
    }

    private static <T> T value(Result<T, OsFailure> result) throws Refused {
        return switch (result) {
            case Result.Ok<T, OsFailure>(T value) -> value;
            case Result.Failed<T, OsFailure>(OsFailure failure) -> throw new Refused(failure);
        };
    }
}
