package org.adit.protocol.esp;

import java.nio.ByteBuffer;

/// Lowers the segment size that a SYN announces (RFC 9293 §3.7.1) to what fits the tunnel, so that no segment has to
/// come back as too big: many hosts never hear of it. Both directions need it, for each side obeys the other's.
public final class MssClamp {
    private static final int DATA_OFFSET = 12;
    private static final int FLAGS = 13;
    private static final int CHECKSUM = 16;
    private static final int HEADER_OCTETS = 20;
    private static final int SYN = 0x02;
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int MAXIMUM_SEGMENT_SIZE = 2;
    private static final int MSS_OCTETS = 4;
    /// A host that announces none means 536, or 1220 over IPv6: both fit every tunnel.
    private static final int LEAST_MTU = 576;

    private MssClamp() {}

    /// Looks at the packet that `inner` has read, of which `end` is the end; changes it if it is a SYN that asks for
    /// more than
    /// fits packets of `mtu` octets.
    public static void apply(ByteBuffer packet, InnerPacket inner, int end, int mtu) {
        int tcp = inner.transport();
        if (inner.protocol() != TransportView.TCP
                || inner.laterFragment()
                || end - tcp < HEADER_OCTETS
                || (Octets.u8(packet, tcp + FLAGS) & SYN) == 0) {
            return;
        }
        int headers = (inner.v4() ? Ipv4View.MIN_HEADER_OCTETS : Ipv6View.HEADER_OCTETS) + HEADER_OCTETS;
        int optionsEnd = Math.min(end, tcp + (Octets.u8(packet, tcp + DATA_OFFSET) >>> 4) * 4);
        clamp(packet, tcp, optionsEnd, Math.max(mtu, LEAST_MTU) - headers);
    }

    private static void clamp(ByteBuffer packet, int tcp, int end, int most) {
        int at = tcp + HEADER_OCTETS;
        while (at + 1 < end) {
            int kind = Octets.u8(packet, at);
            if (kind == END) {
                return;
            }
            int octets = kind == NO_OPERATION ? 1 : Octets.u8(packet, at + 1);
            if (kind != NO_OPERATION && octets < 2) {
                return;
            }
            if (kind == MAXIMUM_SEGMENT_SIZE && octets == MSS_OCTETS && at + MSS_OCTETS <= end) {
                lower(packet, tcp, at + 2, most);
                return;
            }
            at += octets;
        }
    }

    private static void lower(ByteBuffer packet, int tcp, int at, int most) {
        int asked = Octets.u16(packet, at);
        if (asked <= most) {
            return;
        }
        Octets.put16(packet, at, most);
        // RFC 1624: the checksum changes by the difference, whose octets are swapped at an odd offset.
        boolean odd = (at - tcp & 1) != 0;
        int before = odd ? swapped(asked) : asked;
        int after = odd ? swapped(most) : most;
        int checksum = Octets.u16(packet, tcp + CHECKSUM);
        Octets.put16(packet, tcp + CHECKSUM, Checksum.finish((~checksum & 0xffffL) + (~before & 0xffff) + after));
    }

    private static int swapped(int value) {
        return (value & 0xff) << 8 | value >>> 8;
    }
}
