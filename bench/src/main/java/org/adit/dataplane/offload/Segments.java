package org.adit.dataplane.offload;

import java.nio.ByteBuffer;
import org.adit.protocol.esp.Checksum;
import org.adit.protocol.esp.Ipv4View;

/// TCP segments over IPv4 with good checksums.
final class Segments {
    static final int HEADERS = Ipv4View.MIN_HEADER_OCTETS + Transport.TCP_MIN_OCTETS;
    static final int COUNT = 45;

    private Segments() {}

    /// Writes a packet of `payload` octets at `at`; returns its length.
    static int write(ByteBuffer to, int at, int sequence, int payload) {
        int length = HEADERS + payload;
        to.put(at, (byte) 0x45);
        to.putShort(at + Ipv4View.TOTAL_LENGTH, (short) length);
        to.putShort(at + Ipv4View.FLAGS_FRAGMENT, (short) 0x4000);
        to.put(at + Ipv4View.TTL, (byte) 64);
        to.put(at + Ipv4View.PROTOCOL, (byte) Transport.TCP);
        to.putInt(at + Ipv4View.SOURCE, 0x0a010001);
        to.putInt(at + Ipv4View.DESTINATION, 0x0a630002);
        Transport.writeHeaderChecksum(to, at, Ipv4View.MIN_HEADER_OCTETS);
        int tcp = at + Ipv4View.MIN_HEADER_OCTETS;
        to.putInt(tcp, 443 << 16 | 50_000);
        to.putInt(tcp + Transport.TCP_SEQUENCE, sequence);
        to.putInt(tcp + Transport.TCP_ACKNOWLEDGMENT, 1);
        to.put(tcp + Transport.TCP_DATA_OFFSET, (byte) 0x50);
        to.put(tcp + Transport.TCP_FLAGS, (byte) Transport.ACK);
        to.putShort(tcp + Transport.TCP_WINDOW, (short) 1024);
        to.putShort(tcp + Transport.TCP_CHECKSUM, (short) 0);
        int covered = length - Ipv4View.MIN_HEADER_OCTETS;
        long sum = Transport.addresses(to, at, true) + Transport.TCP + covered;
        to.putShort(tcp + Transport.TCP_CHECKSUM, (short) Checksum.finish(Checksum.add(sum, to, tcp, covered)));
        return length;
    }
}
