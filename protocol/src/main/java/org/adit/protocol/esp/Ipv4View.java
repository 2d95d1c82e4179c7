package org.adit.protocol.esp;

import java.nio.ByteBuffer;

/// The octets of an IPv4 header, unchecked (RFC 791 §3.1).
public final class Ipv4View {
    public static final int VERSION_IHL = 0;
    public static final int TOS = 1;
    public static final int TOTAL_LENGTH = 2;
    public static final int IDENTIFICATION = 4;
    public static final int FLAGS_FRAGMENT = 6;
    public static final int TTL = 8;
    public static final int PROTOCOL = 9;
    public static final int CHECKSUM = 10;
    public static final int SOURCE = 12;
    public static final int DESTINATION = 16;
    public static final int MIN_HEADER_OCTETS = 20;

    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1fff;

    private Ipv4View() {}

    public static int headerOctets(ByteBuffer packet, int at) {
        return (packet.get(at + VERSION_IHL) & 0x0f) * 4;
    }

    public static int tos(ByteBuffer packet, int at) {
        return Octets.u8(packet, at + TOS);
    }

    public static int totalLength(ByteBuffer packet, int at) {
        return Octets.u16(packet, at + TOTAL_LENGTH);
    }

    public static boolean dontFragment(ByteBuffer packet, int at) {
        return (Octets.u16(packet, at + FLAGS_FRAGMENT) & DONT_FRAGMENT) != 0;
    }

    public static boolean moreFragments(ByteBuffer packet, int at) {
        return (Octets.u16(packet, at + FLAGS_FRAGMENT) & MORE_FRAGMENTS) != 0;
    }

    /// In units of 8 octets.
    public static int fragmentOffset(ByteBuffer packet, int at) {
        return Octets.u16(packet, at + FLAGS_FRAGMENT) & FRAGMENT_OFFSET;
    }

    public static int protocol(ByteBuffer packet, int at) {
        return Octets.u8(packet, at + PROTOCOL);
    }

    public static long source(ByteBuffer packet, int at) {
        return Octets.u32(packet, at + SOURCE);
    }

    public static long destination(ByteBuffer packet, int at) {
        return Octets.u32(packet, at + DESTINATION);
    }

    /// Writes the TOS octet and adjusts the header checksum by the difference (RFC 1624).
    static void changeTos(ByteBuffer packet, int at, int tos) {
        int before = Octets.u16(packet, at);
        Octets.put8(packet, at + TOS, tos);
        int after = Octets.u16(packet, at);
        int sum = (~Octets.u16(packet, at + CHECKSUM) & 0xffff) + (~before & 0xffff) + after;
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        Octets.put16(packet, at + CHECKSUM, ~sum);
    }
}
