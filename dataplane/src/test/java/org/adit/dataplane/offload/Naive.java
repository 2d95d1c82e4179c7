package org.adit.dataplane.offload;

/// Packets made octet by octet, for tests: slow and plain.
final class Naive {
    private Naive() {}

    static int u16(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | octets[at + 1] & 0xff;
    }

    static void put16(byte[] octets, int at, int value) {
        octets[at] = (byte) (value >>> 8);
        octets[at + 1] = (byte) value;
    }

    static void put32(byte[] octets, int at, int value) {
        put16(octets, at, value >>> 16);
        put16(octets, at + 2, value);
    }

    /// RFC 1071, with a sum to start from.
    static int checksum(byte[] octets, int from, int length, long start) {
        long sum = start;
        for (int i = 0; i + 1 < length; i += 2) {
            sum += u16(octets, from + i);
        }
        if (length % 2 == 1) {
            sum += (octets[from + length - 1] & 0xff) << 8;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) (~sum & 0xffff);
    }

    static long pseudo(byte[] packet, int protocol, int covered) {
        boolean v4 = packet[0] >>> 4 == 4;
        long sum = protocol + (long) covered;
        for (int i = v4 ? 12 : 8; i < (v4 ? 20 : 40); i += 2) {
            sum += u16(packet, i);
        }
        return sum;
    }

    static void completeTransport(byte[] packet, int start, boolean udp) {
        int place = start + (udp ? 6 : 16);
        int covered = packet.length - start;
        put16(packet, place, 0);
        int checksum = checksum(packet, start, covered, pseudo(packet, udp ? 17 : 6, covered));
        put16(packet, place, udp && checksum == 0 ? 0xffff : checksum);
    }
}
