package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.feature.FeatureState;
import org.adit.base.feature.Switch;
import org.adit.dataplane.offload.VirtioHeader;

/// A device whose other end is the test.
final class MemoryDevice implements PacketDevice {
    private final Ring toSend = new Ring(512);
    private final Ring delivered = new Ring(512);
    private boolean closed;
    /// Claims to take superpackets, until it gets one.
    private boolean clever = true;
    private int refusedSuperpackets;

    void send(Bytes inner) {
        if (!toSend.put(ByteBuffer.wrap(inner.toArray()), 0, inner.length())) {
            throw new IllegalStateException("the test sends too much at once");
        }
    }

    List<Bytes> received() {
        List<Bytes> received = new ArrayList<>();
        ByteBuffer packet = ByteBuffer.allocate(Ring.SLOT);
        while (!delivered.isEmpty()) {
            received.add(Bytes.wrap(Arrays.copyOf(packet.array(), delivered.take(packet, 0))));
        }
        return received;
    }

    int refusedSuperpackets() {
        return refusedSuperpackets;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean takesTcpSuperpackets() {
        return clever;
    }

    @Override
    public boolean takesUdpSuperpackets() {
        return clever;
    }

    @Override
    public List<FeatureState> features() {
        return List.of(new FeatureState("tun-udp", Switch.AUTO, clever, clever ? "" : "refused"));
    }

    @Override
    public int read(ByteBuffer into, int at, int room) {
        if (toSend.isEmpty()) {
            return 0;
        }
        VirtioHeader.clear(into, at);
        return VirtioHeader.OCTETS + toSend.take(into, at + VirtioHeader.OCTETS);
    }

    @Override
    public int write(ByteBuffer from, int at, int length) {
        if (VirtioHeader.isSuperpacket(from, at)) {
            clever = false;
            refusedSuperpackets++;
            return TOO_CLEVER;
        }
        return delivered.put(from, at + VirtioHeader.OCTETS, length - VirtioHeader.OCTETS) ? length : FULL;
    }

    @Override
    public void close() {
        closed = true;
    }
}
