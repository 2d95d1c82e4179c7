package org.adit.dataplane.userspace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.adit.base.Bytes;

/// A device whose other end is the test.
final class MemoryDevice implements PacketDevice {
    private final Ring toSend = new Ring(512);
    private final Ring delivered = new Ring(512);
    private boolean closed;

    void send(Bytes inner) {
        byte[] octets = inner.toArray();
        if (!toSend.put(octets, 0, octets.length)) {
            throw new IllegalStateException("the test sends too much at once");
        }
    }

    List<Bytes> received() {
        List<Bytes> received = new ArrayList<>();
        byte[] packet = new byte[Ring.SLOT];
        while (!delivered.isEmpty()) {
            received.add(Bytes.wrap(Arrays.copyOf(packet, delivered.take(packet, 0))));
        }
        return received;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public int read(PacketBatch into) {
        into.clear();
        while (!into.full() && !toSend.isEmpty()) {
            int at = into.slot(into.count());
            into.add(at, toSend.take(into.octets(), at));
        }
        return into.count();
    }

    @Override
    public int write(PacketBatch from, int first, int count) {
        for (int i = first; i < first + count; i++) {
            if (from.length(i) > 0 && !delivered.put(from.octets(), from.offset(i), from.length(i))) {
                return i - first;
            }
        }
        return count;
    }

    @Override
    public void close() {
        closed = true;
    }
}
