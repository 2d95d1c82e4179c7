package org.adit.dataplane.offload;

import java.nio.ByteBuffer;
import org.adit.protocol.esp.Checksum;
import org.adit.protocol.esp.Ipv4View;
import org.adit.protocol.esp.Ipv6View;

/// The parts of TCP and UDP headers that offloads touch (RFC 9293 §3.1, RFC 768), and their checksums.
final class Transport {
    static final int TCP = 6;
    static final int UDP = 17;

    static final int PORTS = 0;
    static final int TCP_SEQUENCE = 4;
    static final int TCP_ACKNOWLEDGMENT = 8;
    static final int TCP_DATA_OFFSET = 12;
    static final int TCP_FLAGS = 13;
    static final int TCP_WINDOW = 14;
    static final int TCP_CHECKSUM = 16;
    static final int TCP_URGENT = 18;
    static final int TCP_MIN_OCTETS = 20;
    static final int UDP_LENGTH = 4;
    static final int UDP_CHECKSUM = 6;
    static final int UDP_OCTETS = 8;

    static final int FIN = 0x01;
    static final int PSH = 0x08;
    static final int ACK = 0x10;
    static final int CWR = 0x80;

    private Transport() {}

    static int u16(ByteBuffer octets, int at) {
        return octets.getShort(at) & 0xffff;
    }

    static int tcpHeaderOctets(ByteBuffer octets, int tcp) {
        return (octets.get(tcp + TCP_DATA_OFFSET) >>> 4 & 0x0f) * 4;
    }

    static int tcpFlags(ByteBuffer octets, int tcp) {
        return octets.get(tcp + TCP_FLAGS) & 0xff;
    }

    /// The sum of the addresses of the pseudo header (RFC 9293 §3.1, RFC 8200 §8.1).
    static long addresses(ByteBuffer octets, int ip, boolean v4) {
        return v4
                ? Checksum.add(0, octets, ip + Ipv4View.SOURCE, 8)
                : Checksum.add(0, octets, ip + Ipv6View.SOURCE, 32);
    }

    /// Whether the checksum over the transport header at `at` and its payload, `length` octets, is good. One that is
    /// absent (UDP over IPv4, 0) is not.
    static boolean checksumGood(
            PacketSum sum, ByteBuffer octets, int ip, boolean v4, int protocol, int at, int length) {
        if (protocol == UDP && octets.getShort(at + UDP_CHECKSUM) == 0) {
            return false;
        }
        return Checksum.finish(sum.add(addresses(octets, ip, v4) + protocol + length, octets, at, length)) == 0;
    }

    /// RFC 768: a computed 0 is sent as all ones, for 0 means that there is none.
    static int sent(int protocol, int checksum) {
        return checksum == 0 && protocol == UDP ? 0xffff : checksum;
    }

    static void writeHeaderChecksum(ByteBuffer octets, int ip, int headerOctets) {
        octets.putShort(ip + Ipv4View.CHECKSUM, (short) 0);
        octets.putShort(ip + Ipv4View.CHECKSUM, (short) Checksum.finish(Checksum.add(0, octets, ip, headerOctets)));
    }
}
