package org.adit.dataplane.userspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.adit.base.Bytes;
import org.adit.base.feature.FeatureState;
import org.adit.dataplane.offload.PacketSum;
import org.adit.protocol.esp.DropReason;
import org.adit.protocol.esp.EspCiphers;
import org.adit.protocol.esp.InboundSa;
import org.adit.protocol.esp.OutboundSa;
import org.adit.protocol.esp.SelectorMatch;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.DataPlane;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.SaCounters;
import org.adit.protocol.ipsec.Spi;

/// The data plane in our own process, of gateway and client alike. Any thread may call it: calls become orders for
/// the one worker, in the order they came. Events and IKE messages come back on the worker's thread, except that
/// [DataPlaneEvent.InstallFailed] may come from within [#install].
public final class UserspaceDataPlane implements DataPlane, AutoCloseable {
    /// What a data plane is built on. It owns all of it and closes it.
    public record Ports(PacketDevice device, List<DatagramPort> sockets, Parking parking, PacketSum sum) {
        public Ports {
            sockets = List.copyOf(sockets);
        }
    }

    private final EspCiphers ciphers;
    private final PacketDevice device;
    private final OuterSockets sockets;
    private final int pathMtu;
    private final Parking parking;
    private final Consumer<DataPlaneEvent> events;
    private final EspWorker worker;
    private final WorkerThread thread;
    private final ConcurrentMap<Spi, SaPair> pairs = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean started;

    /// Nothing runs before [#start]. `ike` and `events` must not block.
    public UserspaceDataPlane(
            Ports ports, TunnelSettings settings, EspCiphers ciphers, IkeSink ike, Consumer<DataPlaneEvent> events) {
        this.ciphers = ciphers;
        this.device = ports.device();
        this.sockets = new OuterSockets(ports.sockets());
        this.pathMtu = settings.pathMtu();
        this.parking = ports.parking();
        this.events = events;
        this.worker = new EspWorker(ports.device(), ports.sum(), sockets, settings, ike, events);
        this.thread = new WorkerThread("esp-worker-0", worker, parking);
    }

    /// Starts the worker's thread.
    public void start() {
        started = true;
        thread.start();
    }

    /// One round of the worker on the calling thread, for programs that own the time. Not after [#start].
    public int turn(long nowNanos) {
        if (started) {
            throw new IllegalStateException("the worker has its own thread");
        }
        return worker.turn(nowNanos);
    }

    @Override
    public void install(ChildSaSpec spec) {
        DatagramPort socket = sockets.find(spec.path());
        if (!spec.inboundSpi().usable() || !spec.outboundSpi().usable()) {
            fail(spec, "SPIs below 256 are reserved"); // R-4303-05
        } else if (socket == null) {
            fail(spec, "no socket is bound to " + spec.path().local());
        } else {
            install(spec, socket);
        }
        // The ciphers hold copies, which go with the SA.
        spec.inboundKeys().close();
        spec.outboundKeys().close();
    }

    private void install(ChildSaSpec spec, DatagramPort socket) {
        SaPair pair;
        try {
            pair = pair(spec, socket);
        } catch (IllegalArgumentException | IllegalStateException unusable) {
            fail(spec, "the keys do not make a cipher of " + spec.suite().encryption());
            return;
        }
        if (pairs.putIfAbsent(spec.inboundSpi(), pair) != null) {
            pair.close();
            fail(spec, "this SPI is in use");
        } else if (!give(new Order.Install(pair))) {
            pairs.remove(spec.inboundSpi());
            pair.close();
            fail(spec, "the data plane does not keep up");
        }
    }

    private SaPair pair(ChildSaSpec spec, DatagramPort socket) {
        boolean esn = spec.suite().extendedSequenceNumbers();
        SelectorMatch selectors = new SelectorMatch(spec.local(), spec.remote());
        InboundSa inbound = new InboundSa(
                spec.inboundSpi().value(),
                ciphers.cipher(spec.suite(), spec.inboundKeys()),
                esn,
                selectors,
                spec.limits());
        OutboundSa outbound = new OutboundSa(
                spec.outboundSpi().value(), ciphers.cipher(spec.suite(), spec.outboundKeys()), esn, spec.limits());
        return new SaPair(spec, selectors, inbound, outbound, socket, pathMtu);
    }

    private void fail(ChildSaSpec spec, String why) {
        events.accept(new DataPlaneEvent.InstallFailed(spec.inboundSpi(), why));
    }

    @Override
    public void startSending(Spi inbound) {
        give(new Order.StartSending(inbound));
    }

    @Override
    public void move(Spi inbound, Path path) {
        give(new Order.Move(inbound, path));
    }

    @Override
    public void remove(Spi inbound) {
        pairs.remove(inbound);
        give(new Order.Remove(inbound));
    }

    @Override
    public SaCounters read(Spi inbound) {
        SaPair pair = pairs.get(inbound);
        return pair == null ? SaCounters.NONE : pair.counters();
    }

    /// Sends an IKE message, with the non-ESP marker in front unless the local port is 500. Lost when the worker is
    /// far behind: IKE retransmits.
    public void sendIke(Path path, Bytes message) {
        give(new Order.SendIke(path, message));
    }

    /// Sends the one octet 0xFF (RFC 3948 §2.3).
    public void sendKeepalive(Path path) {
        give(new Order.SendKeepalive(path));
    }

    /// What it uses of the machine: of the device, then of the sockets, where one that does not tells for all.
    public List<FeatureState> features() {
        Map<String, FeatureState> all = new LinkedHashMap<>();
        device.features().forEach(one -> all.put(one.name(), one));
        for (int i = 0; i < sockets.count(); i++) {
            sockets.at(i).features().forEach(one -> all.merge(one.name(), one, FeatureState::and));
        }
        return List.copyOf(all.values());
    }

    /// Since the start, at any time and from any thread: for the status and for metrics.
    public DataPlaneCounters counters() {
        Passage all = Passage.NONE;
        for (int i = 0; i < sockets.count(); i++) {
            all = all.plus(sockets.at(i).passed());
        }
        return new DataPlaneCounters(device.passed(), all, worker.drops().all());
    }

    /// Packets dropped so far, in all SAs and outside any.
    public long dropped(DropReason reason) {
        return worker.drops().of(reason);
    }

    private boolean give(Order order) {
        if (closed.get() || !worker.order(order)) {
            return false;
        }
        parking.wake();
        return true;
    }

    /// Stops the worker, wipes all keys, closes device and sockets.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        if (started) {
            thread.stop();
        } else {
            worker.close();
        }
        pairs.clear();
        parking.close();
    }
}
