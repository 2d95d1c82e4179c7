package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;
import org.adit.dataplane.offload.VirtioHeader;
import org.adit.protocol.esp.InnerPacket;
import org.adit.protocol.esp.TooBig;

/// Answers inner packets that do not fit the tunnel, at a bounded rate (RFC 1812 §4.3.2.8).
final class TooBigAnswers {
    private static final int PER_SECOND = 200;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final PacketDevice device;
    private final TooBig writer;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(VirtioHeader.OCTETS + TooBig.MAX_OCTETS);
    private long secondStart;
    private int inThisSecond;

    TooBigAnswers(PacketDevice device, TunnelSettings settings) {
        this.device = device;
        this.writer = new TooBig(
                settings.innerV4().map(IpAddress::octets).orElse(Bytes.EMPTY).toArray(),
                settings.innerV6().map(IpAddress::octets).orElse(Bytes.EMPTY).toArray());
    }

    /// Answers the packet at `at` if it may be answered: `mtu` octets would fit.
    void about(ByteBuffer packet, int at, InnerPacket read, int mtu, long nowNanos) {
        if (!TooBig.answerable(read) || !withinRate(nowNanos)) {
            return;
        }
        VirtioHeader.clear(answer, 0);
        int length = writer.write(packet, at, read, mtu, answer, VirtioHeader.OCTETS);
        device.write(answer, 0, VirtioHeader.OCTETS + length);
    }

    private boolean withinRate(long nowNanos) {
        if (inThisSecond == 0 || nowNanos - secondStart >= SECOND_NANOS) {
            secondStart = nowNanos;
            inThisSecond = 0;
        }
        return inThisSecond++ < PER_SECOND;
    }
}
