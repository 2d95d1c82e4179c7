package org.adit.protocol.esp;

import static java.nio.ByteBuffer.wrap;

import org.adit.base.net.IpAddress;
import org.adit.protocol.ipsec.SaLimits;

/// Inner packets for tests.
final class InnerPackets {
    static final SaLimits NO_LIMITS = new SaLimits(0, 0, 0, 0);

    private InnerPackets() {}

    /// A whole packet of `protocol`, whose payload starts with two 16-bit numbers (ports, or type and code).
    static byte[] packet(String source, String destination, int protocol, int first, int second, int payload) {
        IpAddress from = IpAddress.of(source);
        IpAddress to = IpAddress.of(destination);
        int header = from.isV4() ? 20 : 40;
        byte[] packet = new byte[header + payload];
        if (from.isV4()) {
            packet[0] = 0x45;
            Octets.put16(wrap(packet), Ipv4View.TOTAL_LENGTH, packet.length);
            packet[Ipv4View.TTL] = 64;
            packet[Ipv4View.PROTOCOL] = (byte) protocol;
            from.octets().copyTo(packet, Ipv4View.SOURCE);
            to.octets().copyTo(packet, Ipv4View.DESTINATION);
            sumHeader(packet);
        } else {
            packet[0] = 0x60;
            Octets.put16(wrap(packet), Ipv6View.PAYLOAD_LENGTH, payload);
            packet[Ipv6View.NEXT_HEADER] = (byte) protocol;
            packet[Ipv6View.HOP_LIMIT] = 64;
            from.octets().copyTo(packet, Ipv6View.SOURCE);
            to.octets().copyTo(packet, Ipv6View.DESTINATION);
        }
        for (int i = header; i < packet.length; i++) {
            packet[i] = (byte) (i * 7);
        }
        if (payload >= 4) {
            Octets.put16(wrap(packet), header, first);
            Octets.put16(wrap(packet), header + 2, second);
        }
        return packet;
    }

    static byte[] udp(String source, String destination, int payload) {
        return packet(source, destination, TransportView.UDP, 1000, 53, payload);
    }

    static void sumHeader(byte[] packet) {
        Octets.put16(wrap(packet), Ipv4View.CHECKSUM, 0);
        Octets.put16(wrap(packet), Ipv4View.CHECKSUM, Checksum.finish(Checksum.add(0, wrap(packet), 0, 20)));
    }

    static InnerPacket read(byte[] packet) {
        InnerPacket read = new InnerPacket();
        int verdict = read.read(wrap(packet), 0, packet.length);
        if (verdict != packet.length) {
            throw new AssertionError("verdict " + verdict);
        }
        return read;
    }
}
