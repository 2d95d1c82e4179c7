package org.adit.app.bench.load;

import java.nio.ByteBuffer;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.protocol.esp.Checksum;

/// UDP in IPv4 (RFC 791, 768) or IPv6 (RFC 8200) as the kernel of a client makes it, checksums included.
public final class InnerDatagram {
    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;
    private static final int UDP_HEADER = 8;
    private static final int UDP = 17;
    private static final int HOPS = 64;
    private static final int DONT_FRAGMENT = 0x4000;

    private InnerDatagram() {}

    /// Octets in front of the payload.
    public static int headOctets(boolean v4) {
        return (v4 ? V4_HEADER : V6_HEADER) + UDP_HEADER;
    }

    /// Writes the headers at `at`, in front of a payload that is there already. Returns the length of all.
    public static int write(ByteBuffer to, int at, Endpoint from, Endpoint destination, int payloadOctets) {
        return write(to, at, 0, from, destination, payloadOctets);
    }

    static int write(ByteBuffer to, int at, int tos, Endpoint from, Endpoint destination, int payloadOctets) {
        boolean v4 = from.address().isV4();
        int udp = at + (v4 ? V4_HEADER : V6_HEADER);
        int udpOctets = UDP_HEADER + payloadOctets;
        if (v4) {
            writeV4(to, at, tos, from.address(), destination.address(), V4_HEADER + udpOctets);
        } else {
            writeV6(to, at, tos, from.address(), destination.address(), udpOctets);
        }
        to.putShort(udp, (short) from.port());
        to.putShort(udp + 2, (short) destination.port());
        to.putShort(udp + 4, (short) udpOctets);
        to.putShort(udp + 6, (short) 0);
        int addresses = v4 ? 8 : 32;
        long pseudo = Checksum.add(UDP + udpOctets, to, udp - addresses, addresses);
        int sum = Checksum.finish(Checksum.add(pseudo, to, udp, udpOctets));
        to.putShort(udp + 6, (short) (sum == 0 ? 0xffff : sum)); // 0 says that there is none
        return udp - at + udpOctets;
    }

    private static void writeV4(ByteBuffer to, int at, int tos, IpAddress from, IpAddress destination, int octets) {
        to.putInt(at, 0x45000000 | tos << 16 | octets);
        to.putInt(at + 4, DONT_FRAGMENT);
        to.putInt(at + 8, HOPS << 24 | UDP << 16);
        to.putInt(at + 12, (int) from.low());
        to.putInt(at + 16, (int) destination.low());
        to.putShort(at + 10, (short) Checksum.finish(Checksum.add(0, to, at, V4_HEADER)));
    }

    private static void writeV6(
            ByteBuffer to, int at, int tos, IpAddress from, IpAddress destination, int payloadOctets) {
        to.putInt(at, 0x60000000 | tos << 20);
        to.putInt(at + 4, payloadOctets << 16 | UDP << 8 | HOPS);
        to.putLong(at + 8, from.high());
        to.putLong(at + 16, from.low());
        to.putLong(at + 24, destination.high());
        to.putLong(at + 32, destination.low());
    }
}
