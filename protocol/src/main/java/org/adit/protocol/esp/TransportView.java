package org.adit.protocol.esp;

import java.nio.ByteBuffer;

/// The first octets of what IP carries, unchecked: ports of TCP, UDP, UDP-Lite, SCTP and DCCP, type and code of ICMP,
/// type of Mobility Headers.
public final class TransportView {
    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int DCCP = 33;
    public static final int ICMPV6 = 58;
    public static final int SCTP = 132;
    public static final int MOBILITY = 135;
    public static final int UDP_LITE = 136;

    public static final int SOURCE_PORT = 0;
    public static final int DESTINATION_PORT = 2;
    public static final int TYPE_AND_CODE = 0;
    public static final int MOBILITY_TYPE = 2;
    public static final int ICMP_HEADER_OCTETS = 8;

    private TransportView() {}

    public static boolean hasPorts(int protocol) {
        return protocol == TCP || protocol == UDP || protocol == SCTP || protocol == DCCP || protocol == UDP_LITE;
    }

    public static int sourcePort(ByteBuffer packet, int at) {
        return Octets.u16(packet, at + SOURCE_PORT);
    }

    public static int destinationPort(ByteBuffer packet, int at) {
        return Octets.u16(packet, at + DESTINATION_PORT);
    }

    /// The selector of an ICMP message: type times 256 plus code (RFC 4301 §4.4.1.1).
    public static int typeAndCode(ByteBuffer packet, int at) {
        return Octets.u16(packet, at + TYPE_AND_CODE);
    }

    /// The selector of a Mobility Header: its type times 256.
    public static int mobilityType(ByteBuffer packet, int at) {
        return Octets.u8(packet, at + MOBILITY_TYPE) << 8;
    }

    /// Errors carry the start of the packet they are about: unreachable, source quench, redirect, time exceeded and
    /// parameter problem in ICMP; all types below 128 in ICMPv6.
    public static boolean icmpError(int protocol, int typeAndCode) {
        int type = typeAndCode >>> 8;
        return switch (protocol) {
            case ICMP -> type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
            case ICMPV6 -> type < 128;
            default -> false;
        };
    }
}
