package org.adit.protocol.esp;

import java.nio.ByteBuffer;

/// The octets of an IPv6 header, unchecked (RFC 8200 §3).
public final class Ipv6View {
    public static final int VERSION_CLASS_FLOW = 0;
    public static final int PAYLOAD_LENGTH = 4;
    public static final int NEXT_HEADER = 6;
    public static final int HOP_LIMIT = 7;
    public static final int SOURCE = 8;
    public static final int DESTINATION = 24;
    public static final int HEADER_OCTETS = 40;

    private Ipv6View() {}

    public static int trafficClass(ByteBuffer packet, int at) {
        return Octets.u16(packet, at) >>> 4 & 0xff;
    }

    public static int payloadLength(ByteBuffer packet, int at) {
        return Octets.u16(packet, at + PAYLOAD_LENGTH);
    }

    public static int nextHeader(ByteBuffer packet, int at) {
        return Octets.u8(packet, at + NEXT_HEADER);
    }

    public static long sourceHigh(ByteBuffer packet, int at) {
        return Octets.i64(packet, at + SOURCE);
    }

    public static long sourceLow(ByteBuffer packet, int at) {
        return Octets.i64(packet, at + SOURCE + 8);
    }

    public static long destinationHigh(ByteBuffer packet, int at) {
        return Octets.i64(packet, at + DESTINATION);
    }

    public static long destinationLow(ByteBuffer packet, int at) {
        return Octets.i64(packet, at + DESTINATION + 8);
    }

    static void changeTrafficClass(ByteBuffer packet, int at, int octet) {
        Octets.put16(packet, at, Octets.u16(packet, at) & 0xf00f | octet << 4);
    }
}
