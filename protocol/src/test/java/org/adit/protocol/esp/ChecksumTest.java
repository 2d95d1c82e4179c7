package org.adit.protocol.esp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    private static final int OCTETS = 2100;

    /// RFC 1071 §1 taken literally: 16 bits at a time, the carry brought round each time.
    private static int plain(long start, ByteBuffer octets, int at, int length) {
        long sum = start;
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        for (int i = 0; i < length; i++) {
            int octet = octets.get(at + i) & 0xff;
            sum += i % 2 == 0 ? octet << 8 : octet;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) (~sum & 0xffff);
    }

    private static void agree(ByteBuffer octets, long start, int at, int length) {
        int expected = plain(start, octets, at, length);
        assertThat(Checksum.finish(Checksum.add(start, octets, at, length)))
                .as("%d octets at %d", length, at)
                .isEqualTo(expected);
    }

    @Test
    void theExampleOfRfc1071() {
        ByteBuffer example = ByteBuffer.wrap(
                new byte[] {0x00, 0x01, (byte) 0xf2, 0x03, (byte) 0xf4, (byte) 0xf5, (byte) 0xf6, (byte) 0xf7});
        assertThat(Checksum.fold(Checksum.add(0, example, 0, 8))).isEqualTo(0xddf2);
    }

    @Test
    void itIsTheSumOfTheRfcForEveryLengthAndPlace() {
        Random random = new Random(1071);
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        ByteBuffer heap = ByteBuffer.wrap(octets);
        ByteBuffer direct = ByteBuffer.allocateDirect(OCTETS).put(0, octets);
        for (int length = 0; length <= 1500; length++) {
            agree(heap, random.nextInt() & 0xffffffffL, random.nextInt(16), length);
            agree(direct, random.nextInt() & 0xffffffffL, random.nextInt(16), length);
        }
    }

    @Test
    void nothingIsLostWhereAllOctetsAreOnes() {
        ByteBuffer ones = ByteBuffer.allocateDirect(0x10000);
        for (int i = 0; i < ones.capacity(); i++) {
            ones.put(i, (byte) 0xff);
        }
        agree(ones, 0xffffffffL, 0, 0xffff);
        agree(ones, 0, 1, 0xfffe);
    }

    /// The two zeros of ones' complement: only nothing sums up to +0.
    @Test
    void onlyZerosSumUpToZero() {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        assertThat(Checksum.fold(Checksum.add(0, buffer, 0, 64))).isZero();
        buffer.putShort(10, (short) 0xffff);
        assertThat(Checksum.fold(Checksum.add(0, buffer, 0, 64))).isEqualTo(0xffff);
    }
}
