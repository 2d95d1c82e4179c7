package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import java.util.List;
import org.adit.base.feature.FeatureState;

/// Where inner packets come from and go to: a TUN device. In front of each stands a [VirtioHeader], and some are
/// superpackets. Buffers are outside the heap. Never blocks. Used by one thread; closed by it too.
public interface PacketDevice extends AutoCloseable {
    /// [#write]: nothing more fits now.
    int FULL = 0;
    /// [#write]: this one will never be taken.
    int REFUSED = -1;
    /// [#write]: this superpacket was not taken; its parts may be.
    int TOO_CLEVER = -2;

    String name();

    /// Whether [#write] takes superpackets of TCP segments.
    boolean takesTcpSuperpackets();

    /// Whether [#write] takes superpackets of UDP datagrams.
    boolean takesUdpSuperpackets();

    /// What passed so far, by any thread.
    default Passage passed() {
        return Passage.NONE;
    }

    /// What it uses of the machine, by any thread.
    default List<FeatureState> features() {
        return List.of();
    }

    /// Reads one to `into[at, at + room)`; returns the octets with the header, 0 when nothing is there.
    int read(ByteBuffer into, int at, int room);

    /// Delivers what is at `from[at, at + length)`, the header first. Returns `length`, or one of the codes.
    int write(ByteBuffer from, int at, int length);

    @Override
    void close();
}
