package org.adit.dataplane.userspace;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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
/// the workers, to each in the order they came. Events and IKE messages come back on the workers' threads, except that
/// [DataPlaneEvent.InstallFailed] may come from within [#install].
///
/// Each SA pair has one owner among the workers, by the SPI that we receive on.
public final class UserspaceDataPlane implements DataPlane, AutoCloseable {
    /// What one worker is built on, and nobody else uses: its queue of the device, its sockets, where it rests, and how
    /// it sums.
    public record WorkerPorts(PacketDevice device, List<DatagramPort> sockets, Parking parking, PacketSum sum) {
        public WorkerPorts {
            sockets = List.copyOf(sockets);
        }
    }

    /// What a data plane is built on; it owns all of it and closes it. A power of two of workers, of which the first
    /// sends what is not ESP. What comes for an SPI should come to its [#owner].
    public record Ports(List<WorkerPorts> workers) {
        public Ports {
            workers = List.copyOf(workers);
        }

        /// For one worker.
        public static Ports ofOne(PacketDevice device, List<DatagramPort> sockets, Parking parking, PacketSum sum) {
            return new Ports(List.of(new WorkerPorts(device, sockets, parking, sum)));
        }
    }

    private final EspCiphers ciphers;
    private final Ports ports;
    private final int pathMtu;
    private final Consumer<DataPlaneEvent> events;
    private final List<EspWorker> workers = new ArrayList<>();
    private final List<WorkerThread> threads = new ArrayList<>();
    private final ConcurrentMap<Spi, SaPair> pairs = new ConcurrentHashMap<>();
    private final AtomicLong starts = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean started;

    /// Nothing runs before [#start]. `ike` and `events` must not block.
    public UserspaceDataPlane(
            Ports ports, TunnelSettings settings, EspCiphers ciphers, IkeSink ike, Consumer<DataPlaneEvent> events) {
        this.ciphers = ciphers;
        this.ports = ports;
        this.pathMtu = settings.pathMtu();
        this.events = events;
        List<Crossings> crossings = Crossings.among(
                ports.workers().stream().map(WorkerPorts::parking).toList());
        for (int i = 0; i < crossings.size(); i++) {
            WorkerPorts own = ports.workers().get(i);
            EspWorker worker = new EspWorker(own, settings, ike, events, crossings.get(i));
            workers.add(worker);
            threads.add(new WorkerThread("esp-worker-" + i, worker, own.parking()));
        }
    }

    /// Which of so many workers owns the SA pair that is received on this SPI: for whoever directs datagrams to them.
    public static int owner(int spi, int workers) {
        return Crossings.owner(spi, workers);
    }

    /// How many there are.
    public int workers() {
        return workers.size();
    }

    /// Starts the workers' threads.
    public void start() {
        started = true;
        threads.forEach(WorkerThread::start);
    }

    /// One round of each worker on the calling thread, for programs that own the time. Not after [#start].
    public int turn(long nowNanos) {
        if (started) {
            throw new IllegalStateException("the workers have their own threads");
        }
        int done = 0;
        for (int i = 0; i < workers.size(); i++) {
            done += workers.get(i).turn(nowNanos);
        }
        return done;
    }

    @Override
    public void install(ChildSaSpec spec) {
        int owner = owner(spec.inboundSpi().value(), workers.size());
        DatagramPort socket = workers.get(owner).sockets().find(spec.path());
        if (!spec.inboundSpi().usable() || !spec.outboundSpi().usable()) {
            fail(spec, "SPIs below 256 are reserved"); // R-4303-05
        } else if (socket == null) {
            fail(spec, "no socket is bound to " + spec.path().local());
        } else {
            install(spec, socket, owner);
        }
        // The ciphers hold copies, which go with the SA.
        spec.inboundKeys().close();
        spec.outboundKeys().close();
    }

    private void install(ChildSaSpec spec, DatagramPort socket, int owner) {
        SaPair pair;
        try {
            pair = pair(spec, socket, owner);
        } catch (IllegalArgumentException | IllegalStateException unusable) {
            fail(spec, "the keys do not make a cipher of " + spec.suite().encryption());
            return;
        }
        if (pairs.putIfAbsent(spec.inboundSpi(), pair) != null) {
            pair.close();
            fail(spec, "this SPI is in use");
        } else if (!give(owner, new Order.Install(pair))) {
            pairs.remove(spec.inboundSpi());
            pair.close();
            fail(spec, "the data plane does not keep up");
        } else if (spec.startsSending()) {
            startSending(pair);
        }
    }

    private SaPair pair(ChildSaSpec spec, DatagramPort socket, int owner) {
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
        return new SaPair(spec, selectors, inbound, outbound, socket, pathMtu, owner);
    }

    private void fail(ChildSaSpec spec, String why) {
        events.accept(new DataPlaneEvent.InstallFailed(spec.inboundSpi(), why));
    }

    @Override
    public void startSending(Spi inbound) {
        SaPair pair = pairs.get(inbound);
        if (pair != null) {
            startSending(pair);
        }
    }

    private void startSending(SaPair pair) {
        pair.startSending(starts.incrementAndGet());
        giveAll(new Order.StartSending(pair));
    }

    @Override
    public void move(Spi inbound, Path path) {
        give(owner(inbound.value(), workers.size()), new Order.Move(inbound, path));
    }

    @Override
    public void remove(Spi inbound) {
        SaPair pair = pairs.remove(inbound);
        if (pair != null) {
            giveAll(new Order.Remove(pair));
        }
    }

    @Override
    public SaCounters read(Spi inbound) {
        SaPair pair = pairs.get(inbound);
        return pair == null ? SaCounters.NONE : pair.counters();
    }

    /// Sends an IKE message, with the non-ESP marker in front unless the local port is 500. Lost when the worker is
    /// far behind: IKE retransmits.
    public void sendIke(Path path, Bytes message) {
        give(0, new Order.SendIke(path, message));
    }

    /// Sends the one octet 0xFF (RFC 3948 §2.3).
    public void sendKeepalive(Path path) {
        give(0, new Order.SendKeepalive(path));
    }

    /// What it uses of the machine: of the device, then of the sockets, where one that does not tells for all.
    public List<FeatureState> features() {
        Map<String, FeatureState> all = new LinkedHashMap<>();
        for (WorkerPorts worker : ports.workers()) {
            worker.device().features().forEach(one -> all.merge(one.name(), one, FeatureState::and));
        }
        for (WorkerPorts worker : ports.workers()) {
            worker.sockets()
                    .forEach(socket -> socket.features().forEach(one -> all.merge(one.name(), one, FeatureState::and)));
        }
        return List.copyOf(all.values());
    }

    /// Since the start, at any time and from any thread: for the status and for metrics.
    public DataPlaneCounters counters() {
        Passage devices = Passage.NONE;
        Passage sockets = Passage.NONE;
        for (WorkerPorts worker : ports.workers()) {
            devices = devices.plus(worker.device().passed());
            for (DatagramPort socket : worker.sockets()) {
                sockets = sockets.plus(socket.passed());
            }
        }
        Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
        for (EspWorker worker : workers) {
            worker.drops().all().forEach((reason, count) -> drops.merge(reason, count, Long::sum));
        }
        return new DataPlaneCounters(devices, sockets, drops);
    }

    /// Packets dropped so far, in all SAs and outside any.
    public long dropped(DropReason reason) {
        return workers.stream().mapToLong(worker -> worker.drops().of(reason)).sum();
    }

    private void giveAll(Order order) {
        for (int i = 0; i < workers.size(); i++) {
            give(i, order);
        }
    }

    private boolean give(int worker, Order order) {
        if (closed.get() || !workers.get(worker).order(order)) {
            return false;
        }
        ports.workers().get(worker).parking().wake();
        return true;
    }

    /// Stops the workers, wipes all keys, closes device and sockets.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        if (started) {
            threads.forEach(WorkerThread::stop);
        } else {
            workers.forEach(EspWorker::close);
        }
        pairs.clear();
        ports.workers().forEach(worker -> worker.parking().close());
    }
}
