package org.adit.dataplane.userspace;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.adit.protocol.esp.Ecn;
import org.adit.protocol.esp.InboundSa;
import org.adit.protocol.esp.InnerPacket;
import org.adit.protocol.esp.OutboundSa;
import org.adit.protocol.esp.Overhead;
import org.adit.protocol.esp.SelectorMatch;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.EspSuite;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.SaCounters;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;

/// A pair of ESP SAs as its worker keeps it: everything that a packet needs, as numbers. The worker's alone, except for
/// what never changes ([#carries], [#worker]), [#startOrder], and [#counters], which any thread may ask.
final class SaPair {
    private static final int IN_PACKETS = 0;
    private static final int IN_OCTETS = 1;
    private static final int OUT_PACKETS = 2;
    private static final int OUT_OCTETS = 3;
    private static final int LAST_INBOUND = 4;
    private static final int DROPPED = 5;

    private final EspSuite suite;
    private final List<TrafficSelector> remote;
    private final boolean startsSending;
    private final SelectorMatch selectors;
    private final InboundSa inbound;
    private final OutboundSa outbound;
    private final AtomicLongArray published = new AtomicLongArray(6);
    private final int pathMtu;
    private final int worker;
    private DatagramPort socket;
    private int mtu;
    private final LearntMtu learnt = new LearntMtu();
    private boolean v4;
    private long localHigh;
    private long localLow;
    private int peerPort;
    private long peerHigh;
    private long peerLow;
    private boolean moveTold;
    private int toldPort;
    private long toldHigh;
    private long toldLow;
    private boolean softTold;
    private boolean hardTold;
    private long dropped;
    private volatile long startOrder;

    /// Keeps of `spec` what it needs: with the rest go the keys that were copied.
    SaPair(
            ChildSaSpec spec,
            SelectorMatch selectors,
            InboundSa inbound,
            OutboundSa outbound,
            DatagramPort socket,
            int pathMtu,
            int worker) {
        this.pathMtu = pathMtu;
        this.worker = worker;
        this.suite = spec.suite();
        this.remote = spec.remote();
        this.startsSending = spec.startsSending();
        this.selectors = selectors;
        this.inbound = inbound;
        this.outbound = outbound;
        this.socket = socket;
        move(spec.path(), socket);
    }

    /// Of inner packets, as seen from us.
    List<TrafficSelector> remote() {
        return remote;
    }

    /// Whether it sends from its installation on.
    boolean startsSending() {
        return startsSending;
    }

    /// Its owner: the only one that seals, opens, moves or closes it.
    int worker() {
        return worker;
    }

    /// What the control plane calls it by.
    Spi spi() {
        return new Spi(inbound.spi());
    }

    int inboundSpi() {
        return inbound.spi();
    }

    InboundSa inbound() {
        return inbound;
    }

    OutboundSa outbound() {
        return outbound;
    }

    /// Later ones carry a higher number; 0 while this pair does not send.
    long startOrder() {
        return startOrder;
    }

    /// Before any worker hears of it. Once: the order in a table must not change under it.
    void startSending(long order) {
        if (startOrder == 0) {
            startOrder = order;
        }
    }

    boolean carries(InnerPacket packet) {
        return selectors.outbound(packet);
    }

    void move(Path path, DatagramPort through) {
        socket = through;
        v4 = path.peer().address().isV4();
        mtu = Overhead.innerMtu(pathMtu, v4, suite);
        learnt.forget();
        localHigh = path.local().address().high();
        localLow = path.local().address().low();
        peerPort = path.peer().port();
        peerHigh = path.peer().address().high();
        peerLow = path.peer().address().low();
        moveTold = false;
    }

    /// The largest inner packet whose datagram fits the path.
    int mtu(long nowNanos) {
        return learnt.of(mtu, nowNanos);
    }

    /// An authentic packet came in fragments. True if that is news.
    boolean learnPath(DatagramBatch batch, int index, boolean outerV4, long nowNanos) {
        int narrow = Overhead.innerMtu(Math.min(pathMtu, batch.fragment(index)), v4, suite);
        return comesFromPeer(batch, index, outerV4) && learnt.learn(narrow, mtu, nowNanos);
    }

    DatagramPort socket() {
        return socket;
    }

    int outerTos(int innerTos) {
        return Ecn.outer(innerTos);
    }

    /// Writes where the datagram around a packet of `innerTos` goes, and how it is marked.
    void address(DatagramBatch batch, int index, int innerTos) {
        batch.peer(index, peerHigh, peerLow, peerPort);
        batch.local(index, localHigh, localLow);
        batch.tos(index, outerTos(innerTos));
    }

    /// Whether a datagram came from somewhere else than the peer was last known or said to be: true once for each
    /// new endpoint in a row.
    boolean takeMove(DatagramBatch batch, int index, boolean outerV4) {
        if (comesFromPeer(batch, index, outerV4)) {
            moveTold = false;
            return false;
        }
        long high = batch.peerHigh(index);
        long low = batch.peerLow(index);
        int port = batch.peerPort(index);
        if (moveTold && low == toldLow && port == toldPort && high == toldHigh) {
            return false;
        }
        moveTold = true;
        toldHigh = high;
        toldLow = low;
        toldPort = port;
        return true;
    }

    private boolean comesFromPeer(DatagramBatch batch, int index, boolean outerV4) {
        return outerV4 == v4
                && batch.peerLow(index) == peerLow
                && batch.peerPort(index) == peerPort
                && batch.peerHigh(index) == peerHigh;
    }

    /// Either direction may reach its soft limit: true once for the pair.
    boolean takeSoftLimit() {
        return (inbound.takeSoftLimit() || outbound.takeSoftLimit()) && !softTold && (softTold = true);
    }

    /// As [#takeSoftLimit], for the hard one.
    boolean takeHardLimit() {
        return (inbound.takeHardLimit() || outbound.takeHardLimit()) && !hardTold && (hardTold = true);
    }

    void publishInbound(long nowNanos) {
        published.setOpaque(IN_PACKETS, inbound.packets());
        published.setOpaque(IN_OCTETS, inbound.octets());
        published.setOpaque(LAST_INBOUND, nowNanos);
    }

    void publishOutbound() {
        published.setOpaque(OUT_PACKETS, outbound.packets());
        published.setOpaque(OUT_OCTETS, outbound.octets());
    }

    void countDrop() {
        published.setOpaque(DROPPED, ++dropped);
    }

    SaCounters counters() {
        return new SaCounters(
                published.getOpaque(IN_PACKETS),
                published.getOpaque(IN_OCTETS),
                published.getOpaque(OUT_PACKETS),
                published.getOpaque(OUT_OCTETS),
                published.getOpaque(LAST_INBOUND),
                published.getOpaque(DROPPED));
    }

    /// Wipes the keys.
    void close() {
        inbound.close();
        outbound.close();
    }
}
