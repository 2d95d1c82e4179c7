package org.adit.dataplane.offload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a kernel does with a packet behind a virtio header, written on its own and for clarity only: completes the
/// checksum, splits a superpacket. The product's code is not used, so that it cannot be its own witness.
final class KernelOffload {
    private static final int HEADER = 10;

    private KernelOffload() {}

    /// The packets that `octets[at, at + length)` stands for.
    static List<byte[]> packets(ByteBuffer octets, int at, int length) {
        byte[] all = new byte[length];
        octets.get(at, all);
        ByteBuffer header = ByteBuffer.wrap(all, 0, HEADER).order(ByteOrder.nativeOrder());
        boolean needsChecksum = header.get(0) == 1;
        int type = header.get(1) & 0xff;
        int headerOctets = header.getShort(2) & 0xffff;
        int size = header.getShort(4) & 0xffff;
        int start = header.getShort(6) & 0xffff;
        int offset = header.getShort(8) & 0xffff;
        byte[] packet = Arrays.copyOfRange(all, HEADER, length);
        if (type == 0) {
            if (needsChecksum) {
                throw new AssertionError("a plain packet that is not finished");
            }
            return List.of(packet);
        }
        if (!needsChecksum || offset != (type == 5 ? 6 : 16)) {
            throw new AssertionError("a superpacket must leave its checksum to the kernel, at the right place");
        }
        checkPartialSum(packet, start, offset, type);
        List<byte[]> parts = new ArrayList<>();
        for (int from = headerOctets; from < packet.length; from += size) {
            parts.add(
                    part(packet, headerOctets, start, from, Math.min(size, packet.length - from), type, parts.size()));
        }
        return parts;
    }

    private static void checkPartialSum(byte[] packet, int start, int offset, int type) {
        boolean v4 = packet[0] >>> 4 == 4;
        if (v4 && Naive.u16(packet, 2) != packet.length || !v4 && Naive.u16(packet, 4) != packet.length - 40) {
            throw new AssertionError("the length of a superpacket is wrong");
        }
        if (v4 && Naive.checksum(packet, 0, 20, 0) != 0) {
            throw new AssertionError("the header checksum of a superpacket is wrong");
        }
        int covered = packet.length - start;
        if (type == 5 && Naive.u16(packet, start + 4) != covered) {
            throw new AssertionError("the UDP length of a superpacket is wrong");
        }
        int expected = ~Naive.checksum(packet, 0, 0, Naive.pseudo(packet, type == 5 ? 17 : 6, covered)) & 0xffff;
        if (Naive.u16(packet, start + offset) != expected) {
            throw new AssertionError("the sum of the pseudo header of a superpacket is wrong");
        }
    }

    private static byte[] part(byte[] whole, int header, int start, int from, int octets, int type, int index) {
        byte[] part = new byte[header + octets];
        System.arraycopy(whole, 0, part, 0, header);
        System.arraycopy(whole, from, part, header, octets);
        boolean last = from + octets == whole.length;
        if (part[0] >>> 4 == 4) {
            Naive.put16(part, 2, part.length);
            Naive.put16(part, 4, Naive.u16(part, 4) + index);
            Naive.put16(part, 10, 0);
            Naive.put16(part, 10, Naive.checksum(part, 0, (part[0] & 15) * 4, 0));
        } else {
            Naive.put16(part, 4, part.length - 40);
        }
        boolean udp = type == 5;
        if (udp) {
            Naive.put16(part, start + 4, part.length - start);
        } else {
            long sequence = Integer.toUnsignedLong(ByteBuffer.wrap(part).getInt(start + 4)) + from - header;
            ByteBuffer.wrap(part).putInt(start + 4, (int) sequence);
            part[start + 13] &= (byte) (last ? 0xff : ~0x09);
            part[start + 13] &= (byte) (index == 0 ? 0xff : ~0x80);
        }
        Naive.completeTransport(part, start, udp);
        return part;
    }
}
