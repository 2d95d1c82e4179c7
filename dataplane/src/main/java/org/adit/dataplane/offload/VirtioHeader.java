package org.adit.dataplane.offload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// `struct virtio_net_hdr` (linux/virtio_net.h), which stands in front of every packet between the TUN device and us.
/// In the machine's octet order, unlike everything behind it.
public final class VirtioHeader {
    public static final int OCTETS = 10;

    static final int NEEDS_CHECKSUM = 1;
    static final int GSO_NONE = 0;
    static final int GSO_TCP_V4 = 1;
    static final int GSO_TCP_V6 = 4;
    static final int GSO_UDP = 5;

    private static final int FLAGS = 0;
    private static final int GSO_TYPE = 1;
    private static final int HEADER_OCTETS = 2;
    private static final int GSO_SIZE = 4;
    private static final int CHECKSUM_START = 6;
    private static final int CHECKSUM_OFFSET = 8;
    private static final boolean SWAP = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private VirtioHeader() {}

    public static boolean isSuperpacket(ByteBuffer octets, int at) {
        return gsoType(octets, at) != GSO_NONE;
    }

    public static boolean isUdp(ByteBuffer octets, int at) {
        return gsoType(octets, at) == GSO_UDP;
    }

    static boolean needsChecksum(ByteBuffer octets, int at) {
        return (octets.get(at + FLAGS) & NEEDS_CHECKSUM) != 0;
    }

    static int gsoType(ByteBuffer octets, int at) {
        return octets.get(at + GSO_TYPE) & 0xff;
    }

    static int gsoSize(ByteBuffer octets, int at) {
        return u16(octets, at + GSO_SIZE);
    }

    static int checksumStart(ByteBuffer octets, int at) {
        return u16(octets, at + CHECKSUM_START);
    }

    static int checksumOffset(ByteBuffer octets, int at) {
        return u16(octets, at + CHECKSUM_OFFSET);
    }

    /// How many packets `length` octets stand for, this header included. From what a kernel says of it, whose own
    /// length of the headers is not to be trusted; at least 1.
    public static int packets(ByteBuffer octets, int at, int length) {
        int size = gsoSize(octets, at);
        int transport = at + OCTETS + checksumStart(octets, at);
        if (gsoType(octets, at) == GSO_NONE || size == 0 || transport + Transport.TCP_MIN_OCTETS > at + length) {
            return 1;
        }
        int header = isUdp(octets, at) ? Transport.UDP_OCTETS : Transport.tcpHeaderOctets(octets, transport);
        return Math.max(1, Math.ceilDiv(at + length - transport - header, size));
    }

    /// A packet as it is: nothing to complete, nothing to split.
    public static void clear(ByteBuffer octets, int at) {
        octets.putLong(at, 0);
        octets.putShort(at + 8, (short) 0);
    }

    /// A superpacket whose transport checksum the kernel completes. `headerOctets` end where the payload starts.
    static void write(
            ByteBuffer octets,
            int at,
            int gsoType,
            int gsoSize,
            int headerOctets,
            int checksumStart,
            int checksumOffset) {
        octets.put(at + FLAGS, (byte) NEEDS_CHECKSUM);
        octets.put(at + GSO_TYPE, (byte) gsoType);
        put16(octets, at + HEADER_OCTETS, headerOctets);
        put16(octets, at + GSO_SIZE, gsoSize);
        put16(octets, at + CHECKSUM_START, checksumStart);
        put16(octets, at + CHECKSUM_OFFSET, checksumOffset);
    }

    private static int u16(ByteBuffer octets, int at) {
        short value = octets.getShort(at);
        return (SWAP ? Short.reverseBytes(value) : value) & 0xffff;
    }

    private static void put16(ByteBuffer octets, int at, int value) {
        octets.putShort(at, SWAP ? Short.reverseBytes((short) value) : (short) value);
    }
}
