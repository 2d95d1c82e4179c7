package org.adit.dataplane.userspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CrossingRingTest {
    private static final int LONGEST = 0xffff + 10;

    private record Expected(int octets, long number) {}

    @Test
    void whatIsPutIsTakenInOrderAndUnchangedRoundAndRoundTheRing() {
        long seed = 20_261_126;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        CrossingRing ring = new CrossingRing(512 * 1024, 2);
        Deque<Expected> waiting = new ArrayDeque<>();
        ByteBuffer from = ByteBuffer.allocateDirect(LONGEST);
        ByteBuffer into = ByteBuffer.allocateDirect(LONGEST + 16);
        int refused = 0;
        int empty = 0;
        for (int i = 0; i < 100_000; i++) {
            if (random.nextInt(5) < (i / 1000 % 2 == 0 ? 4 : 1)) { // it fills, then it empties
                int octets = random.nextInt(4) == 0 ? random.nextInt(LONGEST + 1) : random.nextInt(1500);
                stamp(from, octets, i);
                if (ring.offer(from, 0, octets)) {
                    ring.number(0, i);
                    ring.number(1, ~i);
                    ring.commit();
                    waiting.add(new Expected(octets, i));
                } else {
                    refused++;
                    assertThat(waiting).isNotEmpty();
                }
            } else {
                Expected expected = waiting.poll();
                int octets = ring.next();
                if (expected == null) {
                    assertThat(octets).isEqualTo(-1);
                    empty++;
                } else {
                    assertThat(octets).isEqualTo(expected.octets());
                    assertThat(ring.numberOfNext(0)).isEqualTo(expected.number());
                    assertThat(ring.numberOfNext(1)).isEqualTo(~expected.number());
                    ring.take(into, 16);
                    assertThat(stamped(into, 16, octets, expected.number())).isTrue();
                }
            }
        }
        assertThat(refused).isPositive();
        assertThat(empty).isPositive();
    }

    @Test
    void oneThreadPutsWhileAnotherTakes() throws InterruptedException {
        int records = 200_000;
        CrossingRing ring = new CrossingRing(64 * 1024, 1);
        Thread puts = Thread.ofPlatform().start(() -> {
            ByteBuffer from = ByteBuffer.allocateDirect(2048);
            for (int i = 0; i < records; i++) {
                int octets = 8 + i % 1900;
                stamp(from, octets, i);
                while (!ring.offer(from, 0, octets)) {
                    Thread.onSpinWait();
                }
                ring.number(0, i);
                ring.commit();
            }
        });
        ByteBuffer into = ByteBuffer.allocateDirect(2048);
        for (int i = 0; i < records; i++) {
            int octets = ring.next();
            while (octets < 0) {
                assertThat(puts.isAlive() || ring.next() >= 0).isTrue();
                Thread.onSpinWait();
                octets = ring.next();
            }
            assertThat(ring.numberOfNext(0)).isEqualTo(i);
            ring.take(into, 0);
            assertThat(octets).isEqualTo(8 + i % 1900);
            assertThat(stamped(into, 0, octets, i)).isTrue();
        }
        puts.join();
        assertThat(ring.next()).isEqualTo(-1);
    }

    /// Number at both ends, as far as there is room.
    private static void stamp(ByteBuffer at, int octets, long number) {
        if (octets >= Long.BYTES) {
            at.putLong(0, number);
            at.putLong(octets - Long.BYTES, number);
        }
    }

    private static boolean stamped(ByteBuffer in, int at, int octets, long number) {
        return octets < Long.BYTES
                || in.getLong(at + octets - Long.BYTES) == number
                        && (octets < 2 * Long.BYTES || in.getLong(at) == number);
    }
}
