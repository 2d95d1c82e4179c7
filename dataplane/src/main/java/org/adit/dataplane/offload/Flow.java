package org.adit.dataplane.offload;

import java.nio.ByteBuffer;
import org.adit.protocol.esp.Checksum;
import org.adit.protocol.esp.InnerPacket;
import org.adit.protocol.esp.Ipv4View;
import org.adit.protocol.esp.Ipv6View;

/// What of a packet decides whether another may be its continuation, as numbers. TCP segments with data and no flag
/// but ACK and PSH, and UDP datagrams; without IPv4 options, IPv6 extension headers or fragmentation.
final class Flow {
    /// IPv6 and a TCP header with all its options.
    static final int MAX_HEADER_OCTETS = 100;

    private static final int DONT_FRAGMENT = 0x4000;
    private static final int EVERYTHING_BUT_PSH = ~(Transport.PSH << 16);
    private static final int MAX_OPTION_WORDS = 10;

    private final int[] options = new int[MAX_OPTION_WORDS];
    private int at;
    private int length;
    private boolean v4;
    private boolean tcp;
    private int transport;
    private int headerOctets;
    private int payloadOctets;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    /// TOS, or version, traffic class and flow label.
    private int marks;
    /// TTL or hop limit, and of IPv4 the flags.
    private int hops;
    private int identification;
    private int ports;
    private int sequence;
    private int acknowledgment;
    /// Data offset, flags and window.
    private int control;
    private int urgent;
    private int optionWords;

    /// Reads the packet `octets[at, at + length)`, whose headers are `packet`'s. False if nothing may join it.
    boolean read(ByteBuffer octets, int at, int length, InnerPacket packet) {
        this.at = at;
        this.length = length;
        v4 = packet.v4();
        tcp = packet.protocol() == Transport.TCP;
        transport = packet.transport() - at;
        boolean plain = v4
                ? Ipv4View.headerOctets(octets, at) == Ipv4View.MIN_HEADER_OCTETS
                : transport == Ipv6View.HEADER_OCTETS;
        if (!plain || packet.fragment() || packet.length() != length) {
            return false;
        }
        sourceHigh = packet.sourceHigh();
        sourceLow = packet.sourceLow();
        destinationHigh = packet.destinationHigh();
        destinationLow = packet.destinationLow();
        marks = v4 ? packet.tos() : octets.getInt(at);
        hops = v4
                ? octets.get(at + Ipv4View.TTL) << 16 | Transport.u16(octets, at + Ipv4View.FLAGS_FRAGMENT)
                : octets.get(at + Ipv6View.HOP_LIMIT);
        identification = v4 ? Transport.u16(octets, at + Ipv4View.IDENTIFICATION) : 0;
        return tcp ? readTcp(octets, at + transport) : readUdp(octets, at + transport);
    }

    private boolean readUdp(ByteBuffer octets, int udp) {
        headerOctets = transport + Transport.UDP_OCTETS;
        payloadOctets = length - headerOctets;
        if (payloadOctets <= 0 || Transport.u16(octets, udp + Transport.UDP_LENGTH) != length - transport) {
            return false;
        }
        ports = octets.getInt(udp + Transport.PORTS);
        return true;
    }

    private boolean readTcp(ByteBuffer octets, int place) {
        if (length - transport < Transport.TCP_MIN_OCTETS) {
            return false;
        }
        int tcpOctets = Transport.tcpHeaderOctets(octets, place);
        headerOctets = transport + tcpOctets;
        payloadOctets = length - headerOctets;
        control = octets.getInt(place + Transport.TCP_DATA_OFFSET);
        int flags = Transport.tcpFlags(octets, place) & ~Transport.PSH;
        if (tcpOctets < Transport.TCP_MIN_OCTETS || payloadOctets <= 0 || flags != Transport.ACK) {
            return false;
        }
        ports = octets.getInt(place + Transport.PORTS);
        sequence = octets.getInt(place + Transport.TCP_SEQUENCE);
        acknowledgment = octets.getInt(place + Transport.TCP_ACKNOWLEDGMENT);
        urgent = Transport.u16(octets, place + Transport.TCP_URGENT);
        optionWords = (tcpOctets - Transport.TCP_MIN_OCTETS) / 4;
        for (int i = 0; i < optionWords; i++) {
            options[i] = octets.getInt(place + Transport.TCP_MIN_OCTETS + i * 4);
        }
        return true;
    }

    /// Whether this packet is what a sender's segmentation makes of one that began with `first`, `packets` and
    /// `octets` of payload before it.
    boolean follows(Flow first, int packets, int octets) {
        return tcp == first.tcp
                && v4 == first.v4
                && ports == first.ports
                && sourceLow == first.sourceLow
                && destinationLow == first.destinationLow
                && sourceHigh == first.sourceHigh
                && destinationHigh == first.destinationHigh
                && marks == first.marks // with ECN: what is marked does not join what is not
                && hops == first.hops
                && payloadOctets <= first.payloadOctets
                && headerOctets == first.headerOctets
                && numbered(first, packets)
                && (!tcp || continues(first, octets));
    }

    /// RFC 6864: the identification means nothing where fragmentation is forbidden.
    private boolean numbered(Flow first, int packets) {
        return (hops & DONT_FRAGMENT) != 0 || identification == (first.identification + packets & 0xffff) || !v4;
    }

    private boolean continues(Flow first, int octets) {
        if (sequence != first.sequence + octets
                || acknowledgment != first.acknowledgment
                || urgent != first.urgent
                || ((control ^ first.control) & EVERYTHING_BUT_PSH) != 0) {
            return false;
        }
        for (int i = 0; i < optionWords; i++) {
            if (options[i] != first.options[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether the checksums of this packet, still where it was read, are good.
    boolean checksumsGood(ByteBuffer octets, PacketSum sum) {
        if (v4 && Checksum.finish(Checksum.add(0, octets, at, Ipv4View.MIN_HEADER_OCTETS)) != 0) {
            return false;
        }
        int protocol = tcp ? Transport.TCP : Transport.UDP;
        return Transport.checksumGood(sum, octets, at, v4, protocol, at + transport, length - transport);
    }

    /// Makes one header for the superpacket `octets[start, end)` that begins with this packet; the device's header goes
    /// in front of it.
    void finish(ByteBuffer octets, int start, int end, boolean push) {
        int place = start + transport;
        int covered = end - place;
        if (v4) {
            octets.putShort(start + Ipv4View.TOTAL_LENGTH, (short) (end - start));
            Transport.writeHeaderChecksum(octets, start, Ipv4View.MIN_HEADER_OCTETS);
        } else {
            octets.putShort(start + Ipv6View.PAYLOAD_LENGTH, (short) (end - start - Ipv6View.HEADER_OCTETS));
        }
        if (tcp && push) {
            octets.put(place + Transport.TCP_FLAGS, (byte) (Transport.tcpFlags(octets, place) | Transport.PSH));
        }
        if (!tcp) {
            octets.putShort(place + Transport.UDP_LENGTH, (short) covered);
        }
        int offset = tcp ? Transport.TCP_CHECKSUM : Transport.UDP_CHECKSUM;
        int protocol = tcp ? Transport.TCP : Transport.UDP;
        octets.putShort(
                place + offset, (short) Checksum.fold(Transport.addresses(octets, start, v4) + protocol + covered));
        int tcpType = v4 ? VirtioHeader.GSO_TCP_V4 : VirtioHeader.GSO_TCP_V6;
        VirtioHeader.write(
                octets,
                start - VirtioHeader.OCTETS,
                tcp ? tcpType : VirtioHeader.GSO_UDP,
                payloadOctets,
                headerOctets,
                transport,
                offset);
    }

    boolean tcp() {
        return tcp;
    }

    boolean push() {
        return tcp && (control >>> 16 & Transport.PSH) != 0;
    }

    int headerOctets() {
        return headerOctets;
    }

    int payloadOctets() {
        return payloadOctets;
    }

    /// The packet was moved.
    void at(int place) {
        at = place;
    }
}
