package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import org.adit.dataplane.offload.PacketSum;
import org.adit.dataplane.offload.Segmenter;
import org.adit.dataplane.offload.VirtioHeader;
import org.adit.protocol.esp.DropReason;
import org.adit.protocol.esp.InnerPacket;
import org.adit.protocol.esp.MssClamp;
import org.jspecify.annotations.Nullable;

/// Device to network: reads packets and superpackets, splits them where they lie, seals each segment straight into the
/// train of datagrams that it leaves in, and sends the trains. The only octets that move besides the ciphertext are
/// headers. Belongs to the worker.
final class OutboundPath {
    private static final int TRAINS = 64;
    private static final int TRAIN_DATAGRAMS = 64;
    private static final int TRAIN_OCTETS = 65_487; // a UDP payload of IPv4, and of IPv6 with some extension headers
    private static final int SUPERPACKET_OCTETS = VirtioHeader.OCTETS + 0xffff;
    private static final int IMAGE_OCTETS = 384 * 1024;
    /// The longest superpacket at the smallest useful segments grows by half.
    private static final int ROOM_FOR_ONE = 112 * 1024;

    private static final int PACKETS_PER_TURN = 256;
    private static final long SOCKET_PATIENCE_NANOS = 5_000_000;

    private final PacketDevice device;
    private final TunnelSettings settings;
    private final SaTables sas;
    private final PairWatch watch;
    private final TooBigAnswers tooBig;
    private final Crossings crossings;
    private final Segmenter segmenter;
    private final InnerPacket inner = new InnerPacket();
    private final ByteBuffer read = ByteBuffer.allocateDirect(SUPERPACKET_OCTETS + Segmenter.TAILROOM);
    private final DatagramBatch trains = DatagramBatch.of(TRAINS, IMAGE_OCTETS);
    private final @Nullable SaPair[] owners = new SaPair[TRAINS];
    private final @Nullable DatagramPort[] through = new DatagramPort[TRAINS];
    private boolean trainOpen;
    private int unsent;
    private long socketFullSince;
    private boolean socketFull;

    OutboundPath(
            PacketDevice device,
            PacketSum sum,
            TunnelSettings settings,
            SaTables sas,
            PairWatch watch,
            Crossings crossings) {
        this.segmenter = new Segmenter(sum);
        this.device = device;
        this.settings = settings;
        this.sas = sas;
        this.watch = watch;
        this.crossings = crossings;
        this.tooBig = new TooBigAnswers(device, settings);
    }

    /// One round; 0 if there was nothing to do.
    int turn(long nowNanos) {
        if (waitsForRoom()) {
            return flush(nowNanos);
        }
        int packets = 0;
        while (packets < PACKETS_PER_TURN) {
            int octets = device.read(read, 0, SUPERPACKET_OCTETS);
            if (octets == 0) {
                break;
            }
            packets += octets > VirtioHeader.OCTETS ? sealAll(octets - VirtioHeader.OCTETS, nowNanos) : 1;
            if (stuck(nowNanos)) {
                return packets;
            }
        }
        if (trains.count() > 0) {
            flush(nowNanos);
        }
        return packets;
    }

    /// Seals what other workers read for this one; returns how many packets.
    int crossed(long nowNanos) {
        if (waitsForRoom()) {
            return 0;
        }
        int packets = 0;
        while (packets < PACKETS_PER_TURN) {
            int octets = crossings.takePacket(read, 0);
            if (octets < 0) {
                break;
            }
            packets += sealAll(octets - VirtioHeader.OCTETS, nowNanos);
            if (stuck(nowNanos)) {
                return packets;
            }
        }
        if (trains.count() > 0) {
            flush(nowNanos);
        }
        return packets;
    }

    /// Sends what was sealed if one more superpacket might not fit; true if a socket is full.
    private boolean stuck(long nowNanos) {
        if (trains.full() || trainsEnd() + ROOM_FOR_ONE > IMAGE_OCTETS) {
            flush(nowNanos);
            return waitsForRoom();
        }
        return false;
    }

    boolean waitsForRoom() {
        return unsent < trains.count();
    }

    /// Seals what was read, one packet or many of one flow. Returns how many.
    private int sealAll(int octets, long nowNanos) {
        if (crossings.any() && handedOver(octets)) {
            return VirtioHeader.packets(read, 0, VirtioHeader.OCTETS + octets);
        }
        int segments = segmenter.begin(read, 0, octets);
        if (segments < 0) {
            watch.drop(segments, null);
            return 1;
        }
        segmenter.next();
        int length = inner.read(read, segmenter.at(), segmenter.length());
        SaPair pair = length < 0 ? null : sas.sender(inner);
        if (pair == null) {
            watch.drop(length < 0 ? length : DropReason.NO_SA.verdict(), null);
            return segments;
        }
        int mtu = Math.min(settings.mtu(), pair.mtu(nowNanos));
        if (length > mtu && inner.dontFragment()) {
            tooBig.about(read, segmenter.at(), inner, mtu, nowNanos);
            watch.drop(DropReason.TOO_BIG.verdict(), pair);
            return segments;
        }
        MssClamp.apply(read, inner, segmenter.at() + length, mtu);
        seal(pair, length, nowNanos);
        for (int i = 1; i < segments; i++) {
            segmenter.next();
            seal(pair, segmenter.length(), nowNanos);
        }
        pair.publishOutbound();
        return segments;
    }

    /// Whether what was read is another worker's: before it is split, for that changes it.
    private boolean handedOver(int octets) {
        int length = inner.read(read, VirtioHeader.OCTETS, octets);
        SaPair pair = length < 0 ? null : sas.sender(inner);
        if (pair == null || sas.owns(pair)) {
            return false;
        }
        if (!crossings.packet(pair.worker(), read, 0, VirtioHeader.OCTETS + octets)) {
            for (int i = VirtioHeader.packets(read, 0, VirtioHeader.OCTETS + octets); i > 0; i--) {
                watch.drop(DropReason.CROSSING_FULL.verdict(), null);
            }
        }
        return true;
    }

    private void seal(SaPair pair, int length, long nowNanos) {
        int octets = pair.outbound().sealedOctets(length);
        int train = trainFor(pair, octets, nowNanos);
        if (train < 0) {
            watch.drop(DropReason.SOCKET_FULL.verdict(), pair);
            return;
        }
        int at = trains.offset(train) + trains.length(train);
        int sealed = pair.outbound().seal(read, segmenter.at(), length, trains.octets(), at);
        watch.tellLimits(pair);
        if (sealed < 0) {
            watch.drop(sealed, pair);
            if (trains.length(train) == 0) {
                trains.removeLast();
            }
            trainOpen = false;
            return;
        }
        trains.append(train, sealed);
        trainOpen = sealed == trains.segment(train);
    }

    /// The train that a packet of this length joins, or a new and still empty one.
    private int trainFor(SaPair pair, int octets, long nowNanos) {
        int last = trains.count() - 1;
        if (trainOpen
                && last >= 0
                && same(owners[last], pair)
                && octets <= trains.segment(last)
                && trains.tos(last) == pair.outerTos(inner.tos())
                && trains.length(last) + octets <= TRAIN_OCTETS
                && trainsEnd() + octets <= IMAGE_OCTETS
                && trains.length(last) < TRAIN_DATAGRAMS * trains.segment(last)) {
            return last;
        }
        if (trains.full() || trainsEnd() + octets > IMAGE_OCTETS) {
            flush(nowNanos);
            if (unsent < trains.count()) {
                return -1;
            }
        }
        int train = trains.add(trainsEnd(), 0, octets);
        pair.address(trains, train, inner.tos());
        owners[train] = pair;
        through[train] = pair.socket();
        return train;
    }

    private int trainsEnd() {
        int last = trains.count() - 1;
        return last < 0 ? 0 : trains.offset(last) + trains.length(last);
    }

    /// Sends runs of trains for the same socket. What a full socket does not take waits, and with it the device, so
    /// that senders behind it slow down instead of losing packets; but not for long.
    private int flush(long nowNanos) {
        int sent = 0;
        while (unsent < trains.count()) {
            DatagramPort port = through[unsent];
            int end = unsent + 1;
            while (end < trains.count() && same(through[end], port)) {
                end++;
            }
            int taken = port == null ? end - unsent : port.send(trains, unsent, end - unsent);
            unsent += taken;
            sent += taken;
            if (unsent < end) {
                onSocketFull(end, taken, nowNanos);
                return sent;
            }
            socketFull = false;
        }
        forget();
        return sent;
    }

    private void onSocketFull(int end, int taken, long nowNanos) {
        if (!socketFull || taken > 0) {
            socketFull = true;
            socketFullSince = nowNanos;
        } else if (nowNanos - socketFullSince > SOCKET_PATIENCE_NANOS) {
            for (; unsent < end; unsent++) {
                for (int i = trains.datagrams(unsent); i > 0; i--) {
                    watch.drop(DropReason.SOCKET_FULL.verdict(), null);
                }
            }
            socketFull = false;
        }
    }

    /// What is under way is lost.
    void abandon() {
        forget();
    }

    private void forget() {
        trains.clear();
        unsent = 0;
        trainOpen = false;
    }

    @SuppressWarnings("ReferenceEquality") // sockets and pairs have no other equality
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one == other;
    }
}
