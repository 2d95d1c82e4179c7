package org.adit.dataplane.userspace;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpFamily;
import org.adit.protocol.esp.DropReason;
import org.adit.protocol.esp.EspView;
import org.adit.protocol.esp.InnerPacket;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.jspecify.annotations.Nullable;

/// Moves packets. Runs on one thread and owns its SAs, its device and its sockets: nobody else touches them, so
/// nothing here is locked. Allocates nothing per packet.
final class EspWorker {
    private static final int ORDERS = 16_384;
    private static final int ORDERS_PER_TURN = 256;
    private static final int DUMMY = DropReason.DUMMY.verdict();
    /// IKE messages with certificates and without fragmentation grow beyond any MTU.
    private static final int IKE_OCTETS = 16_384;

    private static final int WRITE_ATTEMPTS = 3;
    private static final long SOCKET_PATIENCE_NANOS = 5_000_000;

    private final Queue<Order> orders = new ArrayBlockingQueue<>(ORDERS);
    private final SaTables sas = new SaTables();
    private final DropCounters drops = new DropCounters();
    private final InnerPacket inner = new InnerPacket();
    private final PacketDevice device;
    private final OuterSockets sockets;
    private final TunnelSettings settings;
    private final TooBigAnswers tooBig;
    private final IkeSink ike;
    private final Consumer<DataPlaneEvent> events;
    private final DatagramBatch received;
    private final DatagramBatch outgoing;
    private final @Nullable DatagramPort[] outgoingThrough;
    private int unsentFrom;
    private int unsentTo;
    private long socketFullSince;
    private boolean socketFull;

    EspWorker(
            PacketDevice device,
            OuterSockets sockets,
            TunnelSettings settings,
            IkeSink ike,
            Consumer<DataPlaneEvent> events) {
        this.device = device;
        this.sockets = sockets;
        this.settings = settings;
        this.tooBig = new TooBigAnswers(device, settings);
        this.ike = ike;
        this.events = events;
        this.received = new DatagramBatch(
                settings.batchPackets(), Math.max(settings.packetOctets() + PacketBatch.HEADROOM, IKE_OCTETS));
        this.outgoing = new DatagramBatch(settings.batchPackets(), settings.packetOctets());
        this.outgoingThrough = new DatagramPort[settings.batchPackets()];
    }

    /// For any thread. False when too many orders wait, which only a stuck worker lets happen.
    boolean order(Order order) {
        return orders.offer(order);
    }

    DropCounters drops() {
        return drops;
    }

    /// One round. 0 means that there was nothing to do.
    int turn(long nowNanos) {
        int done = obeyOrders(); // install, startSending, move, remove; IKE and keepalives
        done += receiveBatches(nowNanos); // UDP -> open -> TUN
        done += sendBatch(nowNanos); // TUN -> seal -> UDP
        return done;
    }

    private int obeyOrders() {
        int done = 0;
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            obey(order);
            if (++done == ORDERS_PER_TURN) {
                break;
            }
        }
        return done;
    }

    private void obey(Order order) {
        switch (order) {
            case Order.Install(SaPair pair) -> sas.install(pair);
            case Order.StartSending(Spi inbound) -> sas.startSending(inbound);
            case Order.Move(Spi inbound, Path path) -> move(inbound, path);
            case Order.Remove(Spi inbound) -> sas.remove(inbound);
            case Order.SendIke(Path path, Bytes message) -> countUnless(sockets.sendIke(path, message), path);
            case Order.SendKeepalive(Path path) -> countUnless(sockets.sendKeepalive(path), path);
        }
    }

    private void countUnless(boolean sent, Path path) {
        if (!sent) {
            drops.count(sockets.find(path) == null ? DropReason.NO_SOCKET : DropReason.SOCKET_FULL);
        }
    }

    private void move(Spi inbound, Path path) {
        SaPair pair = sas.receiver(inbound.value());
        DatagramPort through = sockets.find(path);
        if (through == null) {
            drops.count(DropReason.NO_SOCKET);
        } else if (pair != null) {
            pair.move(path, through);
        }
    }

    private int receiveBatches(long nowNanos) {
        int done = 0;
        for (int s = 0; s < sockets.count(); s++) {
            DatagramPort port = sockets.at(s);
            int count = port.receive(received);
            for (int i = 0; i < count; i++) {
                int deliver = onDatagram(port, i, nowNanos);
                if (deliver <= 0) {
                    received.packets().place(i, received.packets().offset(i), 0);
                }
            }
            if (count > 0) {
                deliver(count);
                done += count;
            }
        }
        return done;
    }

    /// Classifies one datagram (RFC 3948 §2). Returns the length of the inner packet that is now in its place, 0 if it
    /// held none, or the verdict for a drop.
    private int onDatagram(DatagramPort port, int index, long nowNanos) {
        byte[] octets = received.packets().octets();
        int at = received.packets().offset(index);
        int length = received.packets().length(index);
        if (port.localPort() == OuterSockets.IKE_PORT) {
            return onIke(port, index, at, length);
        }
        if (OuterSockets.keepalive(octets, at, length)) {
            return 0;
        }
        if (length < OuterSockets.MARKER_OCTETS) {
            return drop(DropReason.NOT_ENCAPSULATED.verdict(), null);
        }
        int spi = EspView.spi(octets, at);
        return spi == 0
                ? onIke(port, index, at + OuterSockets.MARKER_OCTETS, length - OuterSockets.MARKER_OCTETS)
                : onEsp(port, index, spi, nowNanos);
    }

    private int onIke(DatagramPort port, int index, int at, int length) {
        IpFamily family = port.family();
        Path path =
                new Path(new Endpoint(received.local(index, family), port.localPort()), received.peer(index, family));
        ike.onIke(path, Bytes.of(received.packets().octets(), at, at + length));
        return 0;
    }

    private int onEsp(DatagramPort port, int index, int spi, long nowNanos) {
        SaPair pair = sas.receiver(spi);
        if (pair == null) {
            return drop(DropReason.UNKNOWN_SPI.verdict(), null);
        }
        PacketBatch packets = received.packets();
        int esp = packets.offset(index);
        int verdict = pair.inbound().open(packets.octets(), esp, packets.length(index), received.tos(index), inner);
        if (pair.inbound().authentic()) {
            onAuthentic(port, index, pair, nowNanos);
        }
        if (verdict < 0) {
            // A dummy is no loss.
            return drop(verdict, verdict == DUMMY ? null : pair);
        }
        packets.place(index, esp + pair.inbound().headOctets(), verdict);
        return verdict;
    }

    private void onAuthentic(DatagramPort port, int index, SaPair pair, long nowNanos) {
        pair.publishInbound(nowNanos);
        boolean v4 = port.family() == IpFamily.V4;
        if (pair.inbound().newest() && pair.takeMove(received, index, v4)) {
            events.accept(new DataPlaneEvent.PeerMoved(pair.spec().inboundSpi(), received.peer(index, port.family())));
        }
        tellLimits(pair);
    }

    private void deliver(int count) {
        PacketBatch packets = received.packets();
        int written = 0;
        for (int attempt = 0; attempt < WRITE_ATTEMPTS && written < count; attempt++) {
            written += device.write(packets, written, count - written);
        }
        for (int i = written; i < count; i++) {
            if (packets.length(i) > 0) {
                drops.count(DropReason.DEVICE_FULL);
            }
        }
    }

    private int sendBatch(long nowNanos) {
        if (unsentFrom < unsentTo) {
            return flush(nowNanos);
        }
        PacketBatch packets = outgoing.packets();
        int count = device.read(packets);
        for (int i = 0; i < count; i++) {
            int verdict = seal(i, nowNanos);
            if (verdict < 0) {
                packets.place(i, packets.offset(i), 0);
            }
        }
        unsentFrom = 0;
        unsentTo = count;
        return count == 0 ? 0 : count + flush(nowNanos);
    }

    private int seal(int index, long nowNanos) {
        PacketBatch packets = outgoing.packets();
        byte[] octets = packets.octets();
        int at = packets.offset(index);
        outgoingThrough[index] = null;
        int length = inner.read(octets, at, packets.length(index));
        if (length < 0) {
            return drop(length, null);
        }
        SaPair pair = sas.sender(inner);
        if (pair == null) {
            return drop(DropReason.NO_SA.verdict(), null);
        }
        if (length > settings.mtu() && inner.dontFragment()) {
            tooBig.about(octets, at, inner, nowNanos);
            return drop(DropReason.TOO_BIG.verdict(), pair);
        }
        int sealed = pair.outbound().seal(octets, at, length);
        tellLimits(pair);
        if (sealed < 0) {
            return drop(sealed, pair);
        }
        pair.publishOutbound();
        packets.place(index, at - pair.outbound().headOctets(), sealed);
        pair.address(outgoing, index, inner.tos());
        outgoingThrough[index] = pair.socket();
        return sealed;
    }

    /// Sends runs of datagrams for the same socket. What a full socket does not take waits, and with it the device,
    /// so that senders behind it slow down instead of losing packets; but not for long.
    private int flush(long nowNanos) {
        int sent = 0;
        while (unsentFrom < unsentTo) {
            DatagramPort through = outgoingThrough[unsentFrom];
            int end = unsentFrom + 1;
            while (end < unsentTo && same(outgoingThrough[end], through)) {
                end++;
            }
            int taken = through == null ? end - unsentFrom : through.send(outgoing, unsentFrom, end - unsentFrom);
            unsentFrom += taken;
            sent += taken;
            if (unsentFrom < end) {
                onSocketFull(end, taken, nowNanos);
                return sent;
            }
            socketFull = false;
        }
        return sent;
    }

    @SuppressWarnings("ReferenceEquality") // sockets have no other equality
    private static boolean same(@Nullable DatagramPort one, @Nullable DatagramPort other) {
        return one == other;
    }

    private void onSocketFull(int end, int taken, long nowNanos) {
        if (!socketFull || taken > 0) {
            socketFull = true;
            socketFullSince = nowNanos;
        } else if (nowNanos - socketFullSince > SOCKET_PATIENCE_NANOS) {
            for (; unsentFrom < end; unsentFrom++) {
                drops.count(DropReason.SOCKET_FULL);
            }
            socketFull = false;
        }
    }

    private int drop(int verdict, @Nullable SaPair pair) {
        drops.count(verdict);
        if (pair != null) {
            pair.countDrop();
        }
        return verdict;
    }

    private void tellLimits(SaPair pair) {
        if (pair.takeSoftLimit()) {
            events.accept(new DataPlaneEvent.SoftLimit(pair.spec().inboundSpi()));
        }
        if (pair.takeHardLimit()) {
            events.accept(new DataPlaneEvent.HardLimit(pair.spec().inboundSpi()));
        }
    }

    /// After a bug in a turn: what was under way is lost, the SAs stay.
    void abandonBatch() {
        unsentFrom = unsentTo;
    }

    /// Obeys what is still waiting, wipes all keys, closes device and sockets.
    void close() {
        while (obeyOrders() > 0) {}
        sas.removeAll();
        device.close();
        sockets.close();
    }
}
