package org.adit.protocol.esp;

import java.nio.ByteBuffer;

/// Tells the sender of an inner packet that it does not fit the tunnel: ICMP "fragmentation needed" (RFC 792, 1191)
/// or ICMPv6 "packet too big" (RFC 4443 §3.2).
public final class TooBig {
    /// Room that an answer needs.
    public static final int MAX_OCTETS = 1280;

    private static final int ICMP_HEADER = TransportView.ICMP_HEADER_OCTETS;
    private static final int MAX_V4_OCTETS = 576;
    private static final int HOPS = 64;

    private final byte[] sourceV4;
    private final byte[] sourceV6;

    /// The inner addresses to answer from, 4 and 16 octets, or none.
    ///
    /// What this machine sends itself, and everything where there is no such address, is answered from where the
    /// packet wanted to go: a kernel drops what comes from outside with an address of its own, and nothing else is
    /// known to be on the other side.
    public TooBig(byte[] sourceV4, byte[] sourceV6) {
        this.sourceV4 = sourceV4.clone();
        this.sourceV6 = sourceV6.clone();
    }

    /// Whether this packet may be answered: never an ICMP error, a later fragment, or something for or from many (RFC
    /// 1122 §3.2.2, 4443 §2.4). ICMPv6 does answer multicast here, but nothing of ours sends any.
    public static boolean answerable(InnerPacket packet) {
        return !packet.icmpError()
                && !packet.laterFragment()
                && !many(packet.v4(), packet.destinationHigh(), packet.destinationLow())
                && !many(packet.v4(), packet.sourceHigh(), packet.sourceLow())
                && (packet.sourceHigh() | packet.sourceLow()) != 0;
    }

    /// Whether a packet with so many hops left was probably not forwarded yet: these are what kernels begin with. A
    /// wrong guess does no harm.
    private static boolean own(int hops) {
        return hops == 64 || hops == 128 || hops == 255;
    }

    private static boolean many(boolean v4, long high, long low) {
        return v4 ? low >>> 28 >= 0xe : high >>> 56 == 0xff;
    }

    /// Writes the answer about the packet at `at`, for which `mtu` is the size that would fit, to `answer[to..]`.
    ///
    /// @return its length
    public int write(ByteBuffer packet, int at, InnerPacket read, int mtu, ByteBuffer answer, int to) {
        return read.v4() ? writeV4(packet, at, read, mtu, answer, to) : writeV6(packet, at, read, mtu, answer, to);
    }

    private int writeV4(ByteBuffer packet, int at, InnerPacket read, int mtu, ByteBuffer answer, int to) {
        int icmp = to + Ipv4View.MIN_HEADER_OCTETS;
        int quoted = Math.min(read.length(), MAX_V4_OCTETS - Ipv4View.MIN_HEADER_OCTETS - ICMP_HEADER);
        int length = Ipv4View.MIN_HEADER_OCTETS + ICMP_HEADER + quoted;
        Octets.put32(answer, to, 0x45000000 | length);
        Octets.put32(answer, to + Ipv4View.IDENTIFICATION, 0);
        Octets.put32(answer, to + Ipv4View.TTL, HOPS << 24 | TransportView.ICMP << 16);
        if (sourceV4.length == 0 || own(Octets.u8(packet, at + Ipv4View.TTL))) {
            answer.put(to + Ipv4View.SOURCE, packet, at + Ipv4View.DESTINATION, 4);
        } else {
            answer.put(to + Ipv4View.SOURCE, sourceV4);
        }
        answer.put(to + Ipv4View.DESTINATION, packet, at + Ipv4View.SOURCE, 4);
        int headerSum = Checksum.finish(Checksum.add(0, answer, to, Ipv4View.MIN_HEADER_OCTETS));
        Octets.put16(answer, to + Ipv4View.CHECKSUM, headerSum);
        Octets.put32(answer, icmp, 3 << 24 | 4 << 16);
        Octets.put32(answer, icmp + 4, mtu);
        answer.put(icmp + ICMP_HEADER, packet, at, quoted);
        Octets.put16(answer, icmp + 2, Checksum.finish(Checksum.add(0, answer, icmp, ICMP_HEADER + quoted)));
        return length;
    }

    private int writeV6(ByteBuffer packet, int at, InnerPacket read, int mtu, ByteBuffer answer, int to) {
        int icmp = to + Ipv6View.HEADER_OCTETS;
        int quoted = Math.min(read.length(), MAX_OCTETS - Ipv6View.HEADER_OCTETS - ICMP_HEADER);
        int payload = ICMP_HEADER + quoted;
        Octets.put32(answer, to, 6 << 28);
        Octets.put32(answer, to + Ipv6View.PAYLOAD_LENGTH, payload << 16 | TransportView.ICMPV6 << 8 | HOPS);
        if (sourceV6.length == 0 || own(Octets.u8(packet, at + Ipv6View.HOP_LIMIT))) {
            answer.put(to + Ipv6View.SOURCE, packet, at + Ipv6View.DESTINATION, 16);
        } else {
            answer.put(to + Ipv6View.SOURCE, sourceV6);
        }
        answer.put(to + Ipv6View.DESTINATION, packet, at + Ipv6View.SOURCE, 16);
        Octets.put32(answer, icmp, 2 << 24);
        Octets.put32(answer, icmp + 4, mtu);
        answer.put(icmp + ICMP_HEADER, packet, at, quoted);
        long pseudo = Checksum.add(payload + TransportView.ICMPV6, answer, to + Ipv6View.SOURCE, 32);
        Octets.put16(answer, icmp + 2, Checksum.finish(Checksum.add(pseudo, answer, icmp, payload)));
        return Ipv6View.HEADER_OCTETS + payload;
    }
}
