package org.adit.dataplane.offload;

import java.nio.ByteBuffer;
import org.adit.base.net.IpFamily;
import org.adit.protocol.esp.Checksum;
import org.adit.protocol.esp.Ipv4View;
import org.adit.protocol.esp.Ipv6View;

/// The smallest superpacket, to find out whether a kernel takes any: two segments to a port that nobody listens on.
/// Sent by loopback to loopback with no hops left, so that no stack delivers or forwards it whatever becomes of it.
public final class SampleSuperpacket {
    /// No sample is longer.
    public static final int MAX_OCTETS = 256;

    private static final int SEGMENT = 32;
    private static final int DISCARD_PORT = 9;
    private static final int V6_VERSION = 0x60;
    private static final int V4_VERSION_AND_LENGTH = 0x45;
    private static final int WINDOW = 1024;

    private SampleSuperpacket() {}

    /// Writes one to the start of `to`, the device's header first; returns how long it is. `shortTail`: the second
    /// segment is shorter than the first, which some kernels refuse that take equal ones.
    public static int write(ByteBuffer to, IpFamily family, boolean tcp, boolean shortTail) {
        for (int i = 0; i < MAX_OCTETS; i++) {
            to.put(i, (byte) 0);
        }
        boolean v4 = family == IpFamily.V4;
        int ip = VirtioHeader.OCTETS;
        int transport = v4 ? Ipv4View.MIN_HEADER_OCTETS : Ipv6View.HEADER_OCTETS;
        int headers = transport + (tcp ? Transport.TCP_MIN_OCTETS : Transport.UDP_OCTETS);
        int end = ip + headers + SEGMENT + (shortTail ? SEGMENT / 2 : SEGMENT);
        int protocol = tcp ? Transport.TCP : Transport.UDP;
        if (v4) {
            writeV4(to, ip, end - ip, protocol);
        } else {
            writeV6(to, ip, end - ip - transport, protocol);
        }
        writeTransport(to, ip + transport, end, tcp);
        int checksum = tcp ? Transport.TCP_CHECKSUM : Transport.UDP_CHECKSUM;
        long pseudo = Transport.addresses(to, ip, v4) + protocol + (end - ip - transport);
        to.putShort(ip + transport + checksum, (short) Checksum.fold(pseudo));
        int tcpType = v4 ? VirtioHeader.GSO_TCP_V4 : VirtioHeader.GSO_TCP_V6;
        VirtioHeader.write(to, 0, tcp ? tcpType : VirtioHeader.GSO_UDP, SEGMENT, headers, transport, checksum);
        return end;
    }

    private static void writeV4(ByteBuffer to, int ip, int length, int protocol) {
        to.put(ip, (byte) V4_VERSION_AND_LENGTH);
        to.putShort(ip + Ipv4View.TOTAL_LENGTH, (short) length);
        to.put(ip + Ipv4View.PROTOCOL, (byte) protocol);
        to.putInt(ip + Ipv4View.SOURCE, 0x7f000001);
        to.putInt(ip + Ipv4View.DESTINATION, 0x7f000001);
        Transport.writeHeaderChecksum(to, ip, Ipv4View.MIN_HEADER_OCTETS);
    }

    private static void writeV6(ByteBuffer to, int ip, int payload, int protocol) {
        to.put(ip, (byte) V6_VERSION);
        to.putShort(ip + Ipv6View.PAYLOAD_LENGTH, (short) payload);
        to.put(ip + Ipv6View.NEXT_HEADER, (byte) protocol);
        to.put(ip + Ipv6View.SOURCE + 15, (byte) 1);
        to.put(ip + Ipv6View.DESTINATION + 15, (byte) 1);
    }

    private static void writeTransport(ByteBuffer to, int at, int end, boolean tcp) {
        to.putShort(at, (short) DISCARD_PORT);
        to.putShort(at + 2, (short) DISCARD_PORT);
        if (tcp) {
            to.put(at + Transport.TCP_DATA_OFFSET, (byte) (Transport.TCP_MIN_OCTETS / 4 << 4));
            to.put(at + Transport.TCP_FLAGS, (byte) Transport.ACK);
            to.putShort(at + Transport.TCP_WINDOW, (short) WINDOW);
        } else {
            to.putShort(at + Transport.UDP_LENGTH, (short) (end - at));
        }
    }
}
