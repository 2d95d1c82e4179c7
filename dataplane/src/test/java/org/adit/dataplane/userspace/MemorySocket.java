package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.jspecify.annotations.Nullable;

/// A socket joined to one other. The far side sees what is sent as coming from [#appearAs], as behind a NAT.
final class MemorySocket implements DatagramPort {
    private final Ring arrived = new Ring(512);
    private final Endpoint self;
    private Endpoint seenAs;
    private @Nullable MemorySocket far;
    private boolean blocked;
    private int outerTos = DatagramBatch.TOS_UNKNOWN;
    private boolean closed;
    private int fragments;
    private long lastHigh;
    private long lastLow;
    private int lastPort;

    MemorySocket(Endpoint self) {
        this.self = self;
        this.seenAs = self;
    }

    static void join(MemorySocket one, MemorySocket other) {
        one.far = other;
        other.far = one;
    }

    /// Another one of the same place, to whom nothing comes: it sends as this one does.
    MemorySocket silent() {
        MemorySocket other = new MemorySocket(self);
        other.far = far;
        return other;
    }

    Endpoint self() {
        return self;
    }

    void appearAs(Endpoint endpoint) {
        seenAs = endpoint;
    }

    /// Where the last datagram was addressed to.
    Endpoint lastSentTo() {
        return new Endpoint(new IpAddress(family(), lastHigh, lastLow), lastPort);
    }

    /// From now on takes nothing, or everything again.
    void block(boolean block) {
        blocked = block;
    }

    /// Marks all that is sent from now on, as a router on the way would.
    void mark(int tos) {
        outerTos = tos;
    }

    /// From now on what arrives here was in fragments of so many octets; 0 for whole again.
    void arrivesInFragments(int octets) {
        fragments = octets;
    }

    boolean closed() {
        return closed;
    }

    /// The test as the peer: `octets` arrive here.
    void arrive(byte[] octets, Endpoint from) {
        put(ByteBuffer.wrap(octets), 0, octets.length, from, DatagramBatch.TOS_UNKNOWN);
    }

    private boolean put(ByteBuffer octets, int at, int length, Endpoint from, int tos) {
        if (!arrived.put(octets, at, length)) {
            return false;
        }
        long[] addresses = arrived.lastAddresses();
        addresses[0] = from.address().high();
        addresses[1] = from.address().low();
        addresses[2] = from.port();
        addresses[3] = self.address().high();
        addresses[4] = self.address().low();
        addresses[5] = tos;
        return true;
    }

    /// What arrived here, oldest first; for tests without a data plane at this end.
    byte[] take() {
        byte[] octets = new byte[Ring.SLOT];
        return java.util.Arrays.copyOf(octets, takeInto(octets));
    }

    private int takeInto(byte[] octets) {
        return arrived.take(ByteBuffer.wrap(octets), 0);
    }

    boolean isEmpty() {
        return arrived.isEmpty();
    }

    @Override
    public IpFamily family() {
        return self.address().family();
    }

    @Override
    public int localPort() {
        return self.port();
    }

    @Override
    public int receive(DatagramBatch into) {
        into.clear();
        while (!into.full() && !arrived.isEmpty()) {
            long[] addresses = arrived.firstAddresses();
            int slot = into.slot(into.count());
            int index = into.add(slot, arrived.take(into.octets(), slot));
            into.peer(index, addresses[0], addresses[1], (int) addresses[2]);
            into.local(index, addresses[3], addresses[4]);
            into.tos(index, (int) addresses[5]);
            into.fragment(index, fragments);
        }
        return into.count();
    }

    /// Takes trains apart, as a network does.
    @Override
    public int send(DatagramBatch from, int first, int count) {
        MemorySocket to = far;
        if (to == null) {
            return count;
        }
        for (int i = first; i < first + count; i++) {
            lastHigh = from.peerHigh(i);
            lastLow = from.peerLow(i);
            lastPort = from.peerPort(i);
            int tos = outerTos == DatagramBatch.TOS_UNKNOWN ? from.tos(i) : outerTos;
            if (blocked || to.arrived.room() < from.datagrams(i)) {
                return i - first;
            }
            int end = from.offset(i) + from.length(i);
            for (int at = from.offset(i); at < end; at += from.segment(i)) {
                to.put(from.octets(), at, Math.min(from.segment(i), end - at), seenAs, tos);
            }
        }
        return count;
    }

    @Override
    public void close() {
        closed = true;
    }
}
