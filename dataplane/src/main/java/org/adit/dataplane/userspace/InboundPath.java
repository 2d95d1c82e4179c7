package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.offload.Coalescer;
import org.adit.dataplane.offload.PacketSum;
import org.adit.dataplane.offload.Segmenter;
import org.adit.dataplane.offload.VirtioHeader;
import org.adit.protocol.esp.DropReason;
import org.adit.protocol.esp.EspView;
import org.adit.protocol.esp.InnerPacket;
import org.adit.protocol.esp.MssClamp;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;
import org.jspecify.annotations.Nullable;

/// Network to device: receives trains of datagrams, tells IKE from ESP one by one (RFC 3948 §2), and opens each ESP
/// packet straight into the image that the device takes. Belongs to the worker.
final class InboundPath {
    private static final int TRAINS = 16;
    private static final int TRAIN_OCTETS = 0x10000;
    private static final int IMAGE_OCTETS = 384 * 1024;
    private static final int ITEMS = 256;
    private static final int DUMMY = DropReason.DUMMY.verdict();
    private static final int WRITE_ATTEMPTS = 3;
    private static final int CROSSED_PER_TURN = 256;

    private final PacketDevice device;
    private final SaTables sas;
    private final PairWatch watch;
    private final IkeSink ike;
    private final Crossings crossings;
    private final @Nullable DatagramBatch crossed;
    private final DatagramBatch received = DatagramBatch.ofSlots(TRAINS, TRAIN_OCTETS);
    private final InnerPacket inner = new InnerPacket();
    private final Coalescer outbox;
    private final Segmenter apart;
    private @Nullable SaPair lastPair;

    InboundPath(
            PacketDevice device,
            PacketSum sum,
            TunnelSettings settings,
            SaTables sas,
            PairWatch watch,
            IkeSink ike,
            Crossings crossings) {
        this.device = device;
        this.sas = sas;
        this.watch = watch;
        this.ike = ike;
        this.crossings = crossings;
        this.crossed = crossings.any() ? DatagramBatch.of(1, TRAIN_OCTETS) : null;
        this.apart = new Segmenter(sum);
        this.outbox = new Coalescer(
                IMAGE_OCTETS,
                ITEMS,
                settings.coalesce() && device.takesTcpSuperpackets(),
                settings.coalesce() && device.takesUdpSuperpackets(),
                sum);
    }

    /// Takes a batch of trains from one socket; returns how many datagrams there were.
    int turn(DatagramPort port, long nowNanos) {
        int trains = port.receive(received);
        int datagrams = 0;
        for (int train = 0; train < trains; train++) {
            int at = received.offset(train);
            int end = at + received.length(train);
            int segment = received.segment(train);
            do { // once at least: a datagram may be empty
                onDatagram(port, train, at, Math.min(segment, end - at), nowNanos);
                datagrams++;
                at += segment;
            } while (at < end);
        }
        endTurn();
        return datagrams;
    }

    private void endTurn() {
        if (outbox.items() > 0) {
            deliver();
        }
        lastPair = null;
    }

    /// Takes what other workers received for this one; returns how many datagrams.
    int crossed(long nowNanos) {
        if (crossed == null) {
            return 0;
        }
        int datagrams = 0;
        while (datagrams < CROSSED_PER_TURN) {
            IpFamily family = crossings.takeDatagram(crossed);
            if (family == null) {
                break;
            }
            SaPair pair = sas.receiver(EspView.spi(crossed.octets(), 0));
            if (pair == null) {
                watch.drop(DropReason.UNKNOWN_SPI.verdict(), null);
            } else {
                open(pair, crossed, 0, family, 0, crossed.length(0), nowNanos);
            }
            datagrams++;
        }
        endTurn();
        return datagrams;
    }

    private void onDatagram(DatagramPort port, int train, int at, int length, long nowNanos) {
        ByteBuffer octets = received.octets();
        if (port.localPort() == OuterSockets.IKE_PORT) {
            onIke(port, train, at, length);
        } else if (OuterSockets.keepalive(octets, at, length)) {
            return;
        } else if (length < OuterSockets.MARKER_OCTETS) {
            watch.drop(DropReason.NOT_ENCAPSULATED.verdict(), null);
        } else {
            int spi = EspView.spi(octets, at);
            if (spi == 0) {
                onIke(port, train, at + OuterSockets.MARKER_OCTETS, length - OuterSockets.MARKER_OCTETS);
            } else {
                onEsp(port, train, at, length, nowNanos);
            }
        }
    }

    private void onIke(DatagramPort port, int train, int at, int length) {
        IpFamily family = port.family();
        Path path =
                new Path(new Endpoint(received.local(train, family), port.localPort()), received.peer(train, family));
        byte[] message = new byte[length];
        received.octets().get(at, message);
        ike.onIke(path, Bytes.wrap(message));
    }

    private void onEsp(DatagramPort port, int train, int esp, int length, long nowNanos) {
        int spi = EspView.spi(received.octets(), esp);
        SaPair pair = sas.receiver(spi);
        if (pair != null) {
            open(pair, received, train, port.family(), esp, length, nowNanos);
        } else if (crossings.own(spi)) {
            watch.drop(DropReason.UNKNOWN_SPI.verdict(), null);
        } else if (!crossings.datagram(spi, received, train, port.family(), esp, length)) {
            watch.drop(DropReason.CROSSING_FULL.verdict(), null);
        }
    }

    private void open(
            SaPair pair, DatagramBatch batch, int train, IpFamily family, int esp, int length, long nowNanos) {
        int place = placeFor(pair, length);
        int verdict = pair.inbound().open(batch.octets(), esp, length, batch.tos(train), outbox.image(), place, inner);
        if (pair.inbound().authentic()) {
            onAuthentic(batch, train, family, pair, nowNanos);
        }
        if (verdict < 0) {
            outbox.abandon();
            watch.drop(verdict, verdict == DUMMY ? null : pair); // a dummy is no loss
        } else {
            MssClamp.apply(outbox.image(), inner, place + verdict, pair.mtu(nowNanos));
            outbox.take(verdict, inner);
            lastPair = pair;
        }
    }

    @SuppressWarnings("ReferenceEquality") // pairs have no other equality
    private int placeFor(SaPair pair, int length) {
        int place = outbox.place(length, pair == lastPair);
        if (place < 0) {
            deliver();
            place = outbox.place(length, false);
        }
        return place;
    }

    private void onAuthentic(DatagramBatch batch, int train, IpFamily family, SaPair pair, long nowNanos) {
        pair.publishInbound(nowNanos);
        if (pair.inbound().newest() && pair.takeMove(batch, train, family == IpFamily.V4)) {
            watch.events().accept(new DataPlaneEvent.PeerMoved(pair.spi(), batch.peer(train, family)));
        }
        if (batch.fragment(train) > 0 && pair.learnPath(batch, train, family == IpFamily.V4, nowNanos)) {
            watch.events().accept(new DataPlaneEvent.PathNarrowed(pair.spi(), pair.mtu(nowNanos)));
        }
        watch.tellLimits(pair);
    }

    private void deliver() {
        outbox.finish();
        int items = outbox.items();
        for (int i = 0; i < items; i++) {
            deliver(outbox.start(i), outbox.length(i));
        }
        outbox.clear();
    }

    private void deliver(int at, int length) {
        if (write(at, length) == PacketDevice.TOO_CLEVER) {
            outbox.restrict(device.takesTcpSuperpackets(), device.takesUdpSuperpackets());
            deliverApart(at, length);
        }
    }

    private int write(int at, int length) {
        int written = PacketDevice.FULL;
        for (int attempt = 0; attempt < WRITE_ATTEMPTS && written == PacketDevice.FULL; attempt++) {
            written = device.write(outbox.image(), at, length);
        }
        if (written == PacketDevice.FULL) {
            watch.drop(DropReason.DEVICE_FULL.verdict(), null);
        }
        return written;
    }

    /// A kernel that does not take superpackets after all: what was joined is split again.
    private void deliverApart(int at, int length) {
        int segments = apart.begin(outbox.image(), at, length - VirtioHeader.OCTETS);
        for (int i = 0; i < segments; i++) {
            apart.next();
            int start = apart.at() - VirtioHeader.OCTETS;
            VirtioHeader.clear(outbox.image(), start);
            write(start, VirtioHeader.OCTETS + apart.length());
        }
    }

    /// What is under way is lost.
    void abandon() {
        outbox.clear();
        lastPair = null;
    }
}
