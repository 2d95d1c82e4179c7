package org.adit.dataplane.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.adit.protocol.esp.Checksum;
import org.junit.jupiter.api.Test;

class VectorSumTest {
    private final VectorSum sum = new VectorSum();

    private void agree(ByteBuffer octets, long start, int at, int length) {
        assertThat(Checksum.fold(sum.add(start, octets, at, length)))
                .as("%d octets at %d", length, at)
                .isEqualTo(Checksum.fold(Checksum.add(start, octets, at, length)));
    }

    @Test
    void isTheChecksumForEveryLengthAndPlaceInEveryBuffer() {
        Random random = new Random(1071);
        ByteBuffer one = ByteBuffer.allocateDirect(2100);
        ByteBuffer other = ByteBuffer.allocateDirect(2100);
        for (ByteBuffer buffer : new ByteBuffer[] {one, other}) {
            for (int i = 0; i < buffer.capacity(); i++) {
                buffer.put(i, (byte) random.nextInt());
            }
        }
        for (int length = 0; length <= 1500; length++) {
            agree(one, random.nextInt() & 0xffffffffL, random.nextInt(16), length);
            agree(other, 0, random.nextInt(16), length);
        }
    }

    @Test
    void losesNothingOfALongPacketOfOnesAndOnlyZerosAreZero() {
        ByteBuffer octets = ByteBuffer.allocateDirect(0x10000);
        assertThat(Checksum.fold(sum.add(0, octets, 0, 0xffff))).isZero();
        for (int i = 0; i < octets.capacity(); i++) {
            octets.put(i, (byte) 0xff);
        }
        assertThat(Checksum.fold(sum.add(0, octets, 0, 64))).isEqualTo(0xffff);
        agree(octets, 0xffffffffL, 1, 0xffff);
    }

    @Test
    void neverReadsOutsideOfTheBuffer() {
        ByteBuffer octets = ByteBuffer.allocateDirect(64);
        assertThatThrownBy(() -> sum.add(0, octets, 1, 64)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sum.add(0, octets, -1, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sum.add(0, ByteBuffer.allocate(64), 0, 8))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
