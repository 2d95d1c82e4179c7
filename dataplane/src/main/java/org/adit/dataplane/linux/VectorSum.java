package org.adit.dataplane.linux;

import java.nio.ByteBuffer;
import org.adit.dataplane.ffm.BufferAddress;
import org.adit.dataplane.ffm.OctetSum;
import org.adit.dataplane.offload.PacketSum;
import org.adit.protocol.esp.Checksum;

/// [PacketSum] of buffers outside the heap. For one thread.
public final class VectorSum implements PacketSum {
    private final BufferAddress addresses = new BufferAddress();

    @Override
    public long add(long sum, ByteBuffer octets, int at, int length) {
        int summed = Checksum.fold(OctetSum.of(addresses.of(octets, at, length), length));
        // The sum of words whose octets are swapped is the sum with its octets swapped (RFC 1071 §2 B).
        return sum + Short.toUnsignedInt(Short.reverseBytes((short) summed));
    }
}
