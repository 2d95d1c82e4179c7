package org.adit.dataplane.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.adit.dataplane.linux.VectorSum;
import org.adit.protocol.esp.InnerPacket;
import org.junit.jupiter.api.Test;

/// Nobody can tell whether packets went through superpackets: what a kernel makes of what the coalescer hands it, and
/// what the segmenter makes of a superpacket, is octet by octet what was there before.
/// `-Dadit.packets=N` says how many packets, `-Dadit.seed=N` which.
class OffloadOracleTest {
    private static final int PACKETS = Integer.getInteger("adit.packets", 10_000_000);
    private static final long SEED = Long.getLong("adit.seed", 8);
    private static final int DONT_FRAGMENT = 0x40;
    /// What sealing writes behind a segment.
    private static final byte[] TRAILER = new byte[17];

    static {
        Arrays.fill(TRAILER, (byte) 0xee);
    }

    private final Deque<byte[]> sent = new ArrayDeque<>();
    private final InnerPacket inner = new InnerPacket();
    private final PacketSum sum = new VectorSum();
    private final Segmenter segmenter = new Segmenter(sum);
    private final ByteBuffer copy = ByteBuffer.allocateDirect(80_000);
    private long superpackets;
    private long joined;
    private long different;

    @Test
    void packetsThroughSuperpacketsAndBackAreTheSameToTheReceiver() {
        System.out.println("offload oracle: seed " + SEED + ", " + PACKETS + " packets");
        FlowGenerator generator = new FlowGenerator(SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        Coalescer coalescer = new Coalescer(120_000, 64, true, true, sum);
        for (int i = 0; i < PACKETS; i++) {
            byte[] packet = generator.next();
            put(coalescer, packet, random);
            if (random.nextInt(300) == 0) {
                deliver(coalescer);
            }
        }
        deliver(coalescer);
        System.out.println("superpackets " + superpackets + " of " + joined + " packets, differences " + different);
        assertThat(sent).isEmpty();
        assertThat(different).isZero();
        assertThat(joined)
                .as("a generator that makes nothing to join proves nothing")
                .isGreaterThan(PACKETS / 2);
    }

    private void put(Coalescer coalescer, byte[] packet, SplittableRandom random) {
        int room = packet.length + 16;
        boolean follows = random.nextInt(10) > 0;
        int place = coalescer.place(room, follows);
        if (place < 0) {
            deliver(coalescer);
            place = coalescer.place(room, follows);
        }
        coalescer.image().put(place, packet).put(place + packet.length, TRAILER, 0, 16);
        int length = inner.read(coalescer.image(), place, packet.length);
        if (length < 0 || random.nextInt(50) == 0) {
            coalescer.abandon(); // as one whose checks failed
        } else {
            sent.add(packet);
            coalescer.take(length, inner);
        }
    }

    private void deliver(Coalescer coalescer) {
        coalescer.finish();
        for (int i = 0; i < coalescer.items(); i++) {
            int start = coalescer.start(i);
            int length = coalescer.length(i);
            List<byte[]> packets = KernelOffload.packets(coalescer.image(), start, length);
            if (packets.size() > 1) {
                superpackets++;
                joined += packets.size();
                splitAlike(coalescer.image(), start, length, packets);
            }
            packets.forEach(this::compare);
        }
        coalescer.clear();
    }

    /// Our segmenter on the same superpacket.
    private void splitAlike(ByteBuffer image, int start, int length, List<byte[]> expected) {
        copy.put(0, image, start, length);
        int segments = segmenter.begin(copy, 0, length - VirtioHeader.OCTETS);
        boolean same = segments == expected.size();
        for (int i = 0; same && i < segments; i++) {
            segmenter.next();
            byte[] segment = new byte[segmenter.length()];
            copy.get(segmenter.at(), segment);
            same = Arrays.equals(segment, expected.get(i));
            copy.put(segmenter.at() + segmenter.length(), TRAILER);
        }
        different += same ? 0 : 1;
    }

    private void compare(byte[] seen) {
        byte[] original = sent.remove();
        if (!same(seen, original) && different++ < 3) {
            System.out.println("sent " + HexFormat.of().formatHex(original) + "\nseen "
                    + HexFormat.of().formatHex(seen));
        }
    }

    /// RFC 6864 §4: the identification of a packet that must not be fragmented means nothing.
    private static boolean same(byte[] seen, byte[] original) {
        if (Arrays.equals(seen, original)) {
            return true;
        }
        boolean v4 = original[0] >>> 4 == 4;
        if (!v4 || (original[6] & DONT_FRAGMENT) == 0 || seen.length != original.length) {
            return false;
        }
        byte[] alike = seen.clone();
        Naive.put16(alike, 4, Naive.u16(original, 4));
        Naive.put16(alike, 10, 0);
        Naive.put16(alike, 10, Naive.checksum(alike, 0, 20, 0));
        return Arrays.equals(alike, original);
    }
}
