package org.adit.dataplane.linux.tun;

import java.nio.ByteBuffer;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.ffm.Errno;
import org.adit.dataplane.offload.SampleSuperpacket;

/// Finds out whether a new device takes superpackets. Some kernels hand them over and refuse them (EINVAL; Linux 6.6.44
/// and its like), some refuse only those whose last segment is shorter. The device is still down: the kernel looks at
/// its header, says EIO if that is good, and goes no further, so nothing is on its way anywhere.
final class SuperpacketProbe {
    /// write(2) to the device: what it returned, or the negated errno.
    @FunctionalInterface
    interface Writer {
        long write(ByteBuffer from, int length);
    }

    private final ByteBuffer sample = ByteBuffer.allocateDirect(SampleSuperpacket.MAX_OCTETS);
    private final Writer writer;

    SuperpacketProbe(Writer writer) {
        this.writer = writer;
    }

    /// Why superpackets of TCP (or of UDP) cannot be written; empty if they can.
    String whyNot(boolean tcp) {
        for (IpFamily family : IpFamily.values()) {
            for (boolean shortTail : new boolean[] {false, true}) {
                int length = SampleSuperpacket.write(sample, family, tcp, shortTail);
                if (writer.write(sample, length) == -Errno.EINVAL) {
                    return "the kernel hands over " + (tcp ? "TCP" : "UDP") + " superpackets but refuses those of "
                            + family + (shortTail ? " with a shorter last segment" : "") + " (EINVAL)";
                }
            }
        }
        return "";
    }
}
