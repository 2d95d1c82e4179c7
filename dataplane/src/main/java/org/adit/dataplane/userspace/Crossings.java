package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.adit.base.net.IpFamily;
import org.jspecify.annotations.Nullable;

/// How one worker hands packets to their owners among several, and takes its own from them. Datagrams cross because the
/// kernel joins what comes from one peer, whatever its SPIs; inner packets, because the kernel spreads flows over the
/// queues of the device, and learns only from what we write where their answers belong. Per packet it costs a copy.
final class Crossings {
    /// With each datagram: peer, its port, the TOS octet, whether it came over IPv4, the largest of its fragments.
    private static final int HIGH = 0;

    private static final int LOW = 1;
    private static final int PORT = 2;
    private static final int TOS = 3;
    private static final int V4 = 4;
    private static final int FRAGMENT = 5;
    private static final int OF_DATAGRAM = 6;

    private static final int DATAGRAM_ROOM = 128 * 1024;
    /// Three superpackets.
    private static final int PACKET_ROOM = 256 * 1024;

    /// From one worker to another.
    private record Way(CrossingRing datagrams, CrossingRing packets, Parking owner) {}

    private final int self;
    private final int workers;
    private final @Nullable Way[] out;
    private final @Nullable Way[] in;
    private final boolean[] wake;
    private boolean wakes;
    private int turn;

    private Crossings(int self, int workers) {
        this.self = self;
        this.workers = workers;
        this.out = new Way[workers];
        this.in = new Way[workers];
        this.wake = new boolean[workers];
    }

    /// Of each worker, by its number. There must be a power of two of them; `parkings` are where they rest.
    static List<Crossings> among(List<Parking> parkings) {
        int workers = parkings.size();
        if (Integer.bitCount(workers) != 1) {
            throw new IllegalArgumentException(workers + " workers are not a power of two");
        }
        List<Crossings> all = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            all.add(new Crossings(worker, workers));
        }
        for (Crossings from : all) {
            for (Crossings to : all) {
                if (from.self != to.self) {
                    Way way = new Way(
                            new CrossingRing(DATAGRAM_ROOM, OF_DATAGRAM),
                            new CrossingRing(PACKET_ROOM, 0),
                            parkings.get(to.self));
                    from.out[to.self] = way;
                    to.in[from.self] = way;
                }
            }
        }
        return all;
    }

    int self() {
        return self;
    }

    /// Whether there are other workers.
    boolean any() {
        return workers > 1;
    }

    /// The worker that owns what is received on this SPI: the one that the kernel's filter chooses too.
    static int owner(int spi, int workers) {
        return spi & workers - 1;
    }

    boolean own(int spi) {
        return owner(spi, workers) == self;
    }

    /// False if the owner's ring is full.
    boolean datagram(int spi, DatagramBatch from, int train, IpFamily family, int at, int length) {
        int owner = owner(spi, workers);
        Way way = out[owner];
        if (way == null || !way.datagrams().offer(from.octets(), at, length)) {
            return false;
        }
        way.datagrams().number(HIGH, from.peerHigh(train));
        way.datagrams().number(LOW, from.peerLow(train));
        way.datagrams().number(PORT, from.peerPort(train));
        way.datagrams().number(TOS, from.tos(train));
        way.datagrams().number(FRAGMENT, from.fragment(train));
        way.datagrams().number(V4, family == IpFamily.V4 ? 1 : 0);
        way.datagrams().commit();
        wakeLater(owner);
        return true;
    }

    /// With its virtio header. False if the owner's ring is full.
    boolean packet(int owner, ByteBuffer from, int at, int length) {
        Way way = out[owner];
        if (way == null || !way.packets().offer(from, at, length)) {
            return false;
        }
        way.packets().commit();
        wakeLater(owner);
        return true;
    }

    /// The next datagram for this worker, as the only one in `into`, from each of the others in turn. Returns the
    /// family that it came over, or null if there is none.
    @Nullable
    IpFamily takeDatagram(DatagramBatch into) {
        for (int i = 0; i < workers; i++) {
            Way way = in[anotherWorker()];
            int octets = way == null ? -1 : way.datagrams().next();
            if (way != null && octets >= 0) {
                CrossingRing ring = way.datagrams();
                into.clear();
                int train = into.add(0, octets);
                into.peer(train, ring.numberOfNext(HIGH), ring.numberOfNext(LOW), (int) ring.numberOfNext(PORT));
                into.tos(train, (int) ring.numberOfNext(TOS));
                into.fragment(train, (int) ring.numberOfNext(FRAGMENT));
                IpFamily family = ring.numberOfNext(V4) == 1 ? IpFamily.V4 : IpFamily.V6;
                ring.take(into.octets(), 0);
                return family;
            }
        }
        return null;
    }

    /// The next packet for this worker, with its virtio header; returns its octets, or -1.
    int takePacket(ByteBuffer into, int at) {
        for (int i = 0; i < workers; i++) {
            Way way = in[anotherWorker()];
            int octets = way == null ? -1 : way.packets().next();
            if (way != null && octets >= 0) {
                way.packets().take(into, at);
                return octets;
            }
        }
        return -1;
    }

    /// In turn, so that nobody's packets wait for ever.
    private int anotherWorker() {
        turn = turn + 1 & workers - 1;
        return turn;
    }

    private void wakeLater(int owner) {
        wake[owner] = true;
        wakes = true;
    }

    /// Once a turn, for all that was handed over in it.
    void wakeOthers() {
        if (!wakes) {
            return;
        }
        wakes = false;
        for (int i = 0; i < workers; i++) {
            Way way = out[i];
            if (wake[i] && way != null) {
                wake[i] = false;
                way.owner().wake();
            }
        }
    }
}
