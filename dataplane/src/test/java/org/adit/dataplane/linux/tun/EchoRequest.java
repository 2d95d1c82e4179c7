package org.adit.dataplane.linux.tun;

import java.nio.ByteBuffer;
import org.adit.base.net.IpAddress;
import org.adit.dataplane.offload.VirtioHeader;
import org.adit.protocol.esp.Checksum;

/// An ICMP echo request in IPv4, behind a virtio header.
final class EchoRequest {
    static final int OCTETS = 28;
    private static final int IP = VirtioHeader.OCTETS;
    private static final int ICMP = IP + 20;

    private EchoRequest() {}

    static void write(ByteBuffer into, String from, String to) {
        for (int i = 0; i < IP + OCTETS; i++) {
            into.put(i, (byte) 0);
        }
        into.put(IP, (byte) 0x45)
                .putShort(IP + 2, (short) OCTETS)
                .put(IP + 8, (byte) 64)
                .put(IP + 9, (byte) 1);
        into.putInt(IP + 12, (int) IpAddress.of(from).low());
        into.putInt(IP + 16, (int) IpAddress.of(to).low());
        into.putShort(IP + 10, (short) ~Checksum.fold(Checksum.add(0, into, IP, 20)));
        into.put(ICMP, (byte) 8);
        into.putShort(ICMP + 2, (short) ~Checksum.fold(Checksum.add(0, into, ICMP, 8)));
    }
}
