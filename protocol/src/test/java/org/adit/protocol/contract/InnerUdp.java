package org.adit.protocol.contract;

import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;

/// Inner UDP packets for tests; IPv4 ones with a good header checksum.
public final class InnerUdp {
    private InnerUdp() {}

    /// `number` marks the packet.
    public static Bytes packet(String source, String destination, int number, int payload) {
        IpAddress from = IpAddress.of(source);
        byte[] udp = new byte[8 + payload];
        put16(udp, 0, 1000);
        put16(udp, 2, 2000);
        put16(udp, 4, udp.length);
        for (int i = 8; i < udp.length; i++) {
            udp[i] = (byte) (number >>> 8 * (i & 3));
        }
        Bytes header = from.isV4() ? v4(udp.length) : v6(udp.length);
        return Bytes.concat(
                from.isV4() ? sum(header, from, IpAddress.of(destination)) : header,
                from.octets(),
                IpAddress.of(destination).octets(),
                Bytes.wrap(udp));
    }

    private static Bytes v4(int length) {
        byte[] header = new byte[12];
        header[0] = 0x45;
        put16(header, 2, 20 + length);
        header[6] = 0x40;
        header[8] = 63; // as forwarded once
        header[9] = 17;
        return Bytes.wrap(header);
    }

    private static Bytes sum(Bytes header, IpAddress from, IpAddress to) {
        Bytes whole = Bytes.concat(header, from.octets(), to.octets());
        int sum = 0;
        for (int i = 0; i < whole.length(); i += 2) {
            sum += whole.at(i) << 8 | whole.at(i + 1);
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        byte[] summed = header.toArray();
        put16(summed, 10, ~(sum + (sum >>> 16)));
        return Bytes.wrap(summed);
    }

    private static Bytes v6(int length) {
        byte[] header = new byte[8];
        header[0] = 0x60;
        put16(header, 4, length);
        header[6] = 17;
        header[7] = 63;
        return Bytes.wrap(header);
    }

    private static void put16(byte[] octets, int at, int value) {
        octets[at] = (byte) (value >>> 8);
        octets[at + 1] = (byte) value;
    }
}
