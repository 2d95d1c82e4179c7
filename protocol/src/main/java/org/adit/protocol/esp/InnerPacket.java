package org.adit.protocol.esp;

import java.nio.ByteBuffer;

/// What selectors ask of an inner packet, read from its headers into numbers. One of these is used for packet after
/// packet. Addresses are as in `IpAddress`: for IPv4 `high` is 0.
public final class InnerPacket {
    /// The port is not there to be read: a later fragment, or a protocol without ports.
    public static final int PORT_UNAVAILABLE = -1;
    /// ICMP and Mobility Headers have one selector for both sides; it is that of the source (RFC 4301 §4.4.1.3).
    public static final int PORT_WITH_SOURCE = -2;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int MAX_EXTENSION_HEADERS = 8;
    private static final int NEEDED_OF_TRANSPORT = 4;

    private boolean v4;
    private int length;
    private int tos;
    private int protocol;
    private int transport;
    private boolean laterFragment;
    private boolean fragment;
    private boolean dontFragment;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int sourcePort;
    private int destinationPort;

    /// Reads the packet at `at`, of which `available` octets are there; more than the header's length may be (TFC
    /// padding).
    ///
    /// @return the packet's length by its header, or the verdict for a drop
    public int read(ByteBuffer packet, int at, int available) {
        return read(packet, at, available, false);
    }

    /// Reads the start of a packet as quoted in an ICMP error: the length its header gives may not all be there.
    int readQuoted(ByteBuffer packet, int at, int available) {
        return read(packet, at, available, true);
    }

    private int read(ByteBuffer packet, int at, int available, boolean quoted) {
        if (available < Ipv4View.MIN_HEADER_OCTETS) {
            return DropReason.NOT_IP.verdict();
        }
        return switch (packet.get(at) >>> 4 & 0x0f) {
            case 4 -> readV4(packet, at, available, quoted);
            case 6 -> readV6(packet, at, available, quoted);
            default -> DropReason.NOT_IP.verdict();
        };
    }

    private int readV4(ByteBuffer packet, int at, int available, boolean quoted) {
        int header = Ipv4View.headerOctets(packet, at);
        int total = Ipv4View.totalLength(packet, at);
        int there = quoted ? Math.min(total, available) : total;
        if (header < Ipv4View.MIN_HEADER_OCTETS || header > there || there > available) {
            return DropReason.NOT_IP.verdict();
        }
        v4 = true;
        length = total;
        tos = Ipv4View.tos(packet, at);
        protocol = Ipv4View.protocol(packet, at);
        transport = at + header;
        int fragmentOffset = Ipv4View.fragmentOffset(packet, at);
        laterFragment = fragmentOffset != 0;
        fragment = laterFragment || Ipv4View.moreFragments(packet, at);
        dontFragment = Ipv4View.dontFragment(packet, at);
        sourceHigh = 0;
        sourceLow = Ipv4View.source(packet, at);
        destinationHigh = 0;
        destinationLow = Ipv4View.destination(packet, at);
        // RFC 3128: a fragment at offset 8 could rewrite the flags of a TCP header that was let through.
        if (fragmentOffset == 1 && protocol == TransportView.TCP) {
            return DropReason.TINY_FRAGMENT.verdict();
        }
        readPorts(packet, at + there);
        return total;
    }

    private int readV6(ByteBuffer packet, int at, int available, boolean quoted) {
        if (available < Ipv6View.HEADER_OCTETS) {
            return DropReason.NOT_IP.verdict();
        }
        int total = Ipv6View.HEADER_OCTETS + Ipv6View.payloadLength(packet, at);
        int there = quoted ? Math.min(total, available) : total;
        if (there > available) {
            return DropReason.NOT_IP.verdict();
        }
        v4 = false;
        length = total;
        tos = Ipv6View.trafficClass(packet, at);
        laterFragment = false;
        fragment = false;
        dontFragment = true;
        sourceHigh = Ipv6View.sourceHigh(packet, at);
        sourceLow = Ipv6View.sourceLow(packet, at);
        destinationHigh = Ipv6View.destinationHigh(packet, at);
        destinationLow = Ipv6View.destinationLow(packet, at);
        if (!skipExtensions(packet, at, at + there)) {
            return DropReason.NOT_IP.verdict();
        }
        readPorts(packet, at + there);
        return total;
    }

    /// Finds the transport header behind the extension headers; false if they do not end within the packet or are
    /// too many.
    private boolean skipExtensions(ByteBuffer packet, int at, int end) {
        int next = Ipv6View.nextHeader(packet, at);
        int here = at + Ipv6View.HEADER_OCTETS;
        for (int skipped = 0; extension(next) && !laterFragment; skipped++) {
            if (skipped == MAX_EXTENSION_HEADERS || end - here < 8) {
                return false;
            }
            int octets = 8;
            if (next == FRAGMENT) {
                laterFragment = Octets.u16(packet, here + 2) >>> 3 != 0;
                fragment = true;
            } else {
                octets += Octets.u8(packet, here + 1) * 8;
            }
            next = Octets.u8(packet, here);
            here += octets;
            if (here > end) {
                return false;
            }
        }
        protocol = next;
        transport = here;
        return true;
    }

    private static boolean extension(int header) {
        return header == HOP_BY_HOP || header == ROUTING || header == FRAGMENT || header == DESTINATION_OPTIONS;
    }

    private void readPorts(ByteBuffer packet, int end) {
        sourcePort = PORT_UNAVAILABLE;
        destinationPort = PORT_UNAVAILABLE;
        if (laterFragment || end - transport < NEEDED_OF_TRANSPORT) {
            return;
        }
        if (TransportView.hasPorts(protocol)) {
            sourcePort = TransportView.sourcePort(packet, transport);
            destinationPort = TransportView.destinationPort(packet, transport);
        } else if (protocol == TransportView.ICMP || protocol == TransportView.ICMPV6) {
            sourcePort = TransportView.typeAndCode(packet, transport);
            destinationPort = PORT_WITH_SOURCE;
        } else if (protocol == TransportView.MOBILITY) {
            sourcePort = TransportView.mobilityType(packet, transport);
            destinationPort = PORT_WITH_SOURCE;
        }
    }

    public boolean v4() {
        return v4;
    }

    /// Octets by the header.
    public int length() {
        return length;
    }

    /// TOS or traffic class.
    public int tos() {
        return tos;
    }

    /// The transport protocol, behind all extension headers.
    public int protocol() {
        return protocol;
    }

    /// Where the transport header starts, in the buffer that was read.
    public int transport() {
        return transport;
    }

    /// A fragment that does not start the packet: it has no transport header.
    public boolean laterFragment() {
        return laterFragment;
    }

    public boolean fragment() {
        return fragment;
    }

    /// Always for IPv6.
    public boolean dontFragment() {
        return dontFragment;
    }

    public long sourceHigh() {
        return sourceHigh;
    }

    public long sourceLow() {
        return sourceLow;
    }

    public long destinationHigh() {
        return destinationHigh;
    }

    public long destinationLow() {
        return destinationLow;
    }

    public int sourcePort() {
        return sourcePort;
    }

    public int destinationPort() {
        return destinationPort;
    }

    /// A readable ICMP error, which quotes another packet.
    public boolean icmpError() {
        return sourcePort >= 0 && destinationPort == PORT_WITH_SOURCE && TransportView.icmpError(protocol, sourcePort);
    }
}
