package org.adit.dataplane.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Random;
import org.adit.base.Bytes;
import org.adit.dataplane.userspace.AllocatedOctets;
import org.adit.protocol.crypto.EspCipher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every cipher over a library, beside right results: it refuses what would be unsafe, and it costs
/// nothing.
final class NativeCipherTest {
    private static final int AT = 20;
    private static final int PAYLOAD = 64;

    @ParameterizedTest
    @MethodSource("org.adit.dataplane.cipher.EnginesUnderTest#protections")
    void sealsAndOpensInPlace(Engine engine, Protection protection) {
        try (EspCipher sealing = EnginesUnderTest.cipher(engine, protection.suite(true));
                EspCipher opening = EnginesUnderTest.cipher(engine, protection.suite(true))) {
            ByteBuffer packet = ByteBuffer.allocateDirect(2000);
            int payload = AT + 8 + sealing.ivOctets();
            byte[] clear = random(1408);
            packet.put(payload, clear);
            packet.putInt(AT + 4, 7);
            sealing.seal(packet, payload, clear.length, packet, AT, 7);
            assertThat(octets(packet, payload, clear.length)).isNotEqualTo(Bytes.of(clear));
            assertThat(opening.open(packet, AT, espOctets(sealing, clear.length), packet, payload, 7))
                    .isTrue();
            assertThat(octets(packet, payload, clear.length)).isEqualTo(Bytes.of(clear));
        }
    }

    @ParameterizedTest
    @MethodSource("org.adit.dataplane.cipher.EnginesUnderTest#protections")
    void everyFlippedBitIsNoticedAndTheGenuinePacketStillOpens(Engine engine, Protection protection) {
        try (EspCipher sealing = EnginesUnderTest.cipher(engine, protection.suite(true));
                EspCipher opening = EnginesUnderTest.cipher(engine, protection.suite(true))) {
            ByteBuffer sealed = ByteBuffer.allocateDirect(200);
            ByteBuffer clear = ByteBuffer.allocateDirect(200);
            sealed.putInt(4, 9);
            sealing.seal(clear, 0, PAYLOAD, sealed, 0, 9);
            int octets = espOctets(sealing, PAYLOAD);
            for (int bit = 0; bit < octets * 8; bit++) {
                // AEADs authenticate the sequence number as it is handed in, CBC as it was received.
                if (bit / 8 < 4 || bit / 8 >= 8 || !protection.encryption().aead()) {
                    flip(sealed, bit);
                    assertThat(opening.open(sealed, 0, octets, clear, 0, 9))
                            .as("bit %d", bit)
                            .isFalse();
                    flip(sealed, bit);
                }
            }
            assertThat(opening.open(sealed, 0, octets, clear, 0, 10))
                    .isEqualTo(!protection.encryption().aead());
            assertThat(opening.open(sealed, 0, octets, clear, 0, 9 | 1L << 32)).isFalse();
            assertThat(opening.open(sealed, 0, octets, clear, 0, 9)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("org.adit.dataplane.cipher.EnginesUnderTest#protections")
    void packetsTooShortToBeOneAreRefused(Engine engine, Protection protection) {
        try (EspCipher opening = EnginesUnderTest.cipher(engine, protection.suite(false))) {
            ByteBuffer packet = ByteBuffer.allocateDirect(200);
            for (int octets = -1; octets < 80; octets++) {
                assertThat(opening.open(packet, 0, octets, packet, 16, 1)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.adit.dataplane.cipher.EnginesUnderTest#protections")
    void lengthsBeyondTheBuffersNeverReachTheLibrary(Engine engine, Protection protection) {
        try (EspCipher sealing = EnginesUnderTest.cipher(engine, protection.suite(true));
                EspCipher opening = EnginesUnderTest.cipher(engine, protection.suite(true))) {
            ByteBuffer small = ByteBuffer.allocateDirect(64);
            ByteBuffer large = ByteBuffer.allocateDirect(4096);
            int octets = espOctets(opening, 128);
            for (int wrong : new int[] {-16, 64, 1 << 20, Integer.MAX_VALUE & ~15}) {
                assertThatThrownBy(() -> sealing.seal(small, 16, wrong, large, 0, 1))
                        .isInstanceOf(RuntimeException.class);
                assertThatThrownBy(() -> sealing.seal(small, wrong, 16, large, 0, 1))
                        .isInstanceOf(RuntimeException.class);
                assertThatThrownBy(() -> sealing.seal(large, 0, 16, small, wrong, 1))
                        .isInstanceOf(RuntimeException.class);
                assertThatThrownBy(() -> opening.open(large, wrong == 64 ? 4096 : wrong, octets, large, 0, 1))
                        .isInstanceOf(RuntimeException.class);
            }
            assertThatThrownBy(() -> sealing.seal(large, 0, PAYLOAD, small, 0, 1))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> opening.open(small, 0, octets, large, 0, 1))
                    .isInstanceOf(RuntimeException.class);
            // nothing of all that used the sequence number up
            sealing.seal(large, 0, 16, large, 1024, 1);
        }
    }

    @ParameterizedTest
    @MethodSource("org.adit.dataplane.cipher.EnginesUnderTest#protections")
    void memoryThatMustNotBeWrittenOrIsGoneIsRefused(Engine engine, Protection protection) {
        try (EspCipher sealing = EnginesUnderTest.cipher(engine, protection.suite(true));
                EspCipher opening = EnginesUnderTest.cipher(engine, protection.suite(true))) {
            ByteBuffer good = ByteBuffer.allocateDirect(1024);
            ByteBuffer heap = ByteBuffer.allocate(1024);
            ByteBuffer readOnly = ByteBuffer.allocateDirect(1024).asReadOnlyBuffer();
            int octets = espOctets(opening, PAYLOAD);
            assertThatThrownBy(() -> sealing.seal(heap, 0, PAYLOAD, good, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> opening.open(good, 0, octets, heap, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> sealing.seal(good, 0, PAYLOAD, readOnly, 0, 1))
                    .isInstanceOf(ReadOnlyBufferException.class);
            assertThatThrownBy(() -> opening.open(good, 0, octets, readOnly, 0, 1))
                    .isInstanceOf(ReadOnlyBufferException.class);
            ByteBuffer gone;
            try (Arena arena = Arena.ofConfined()) {
                gone = arena.allocate(1024).asByteBuffer();
                sealing.seal(gone, 0, PAYLOAD, good, 0, 3);
            }
            assertThatThrownBy(() -> sealing.seal(gone, 0, PAYLOAD, good, 0, 4))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("org.adit.dataplane.cipher.EnginesUnderTest#protections")
    void anAeadNeverUsesASequenceNumberTwiceAndCbcNeverAnIv(Engine engine, Protection protection) {
        try (EspCipher sealing = EnginesUnderTest.cipher(engine, protection.suite(true))) {
            ByteBuffer clear = ByteBuffer.allocateDirect(200);
            ByteBuffer sealed = ByteBuffer.allocateDirect(200);
            sealing.seal(clear, 0, PAYLOAD, sealed, 0, 5);
            Bytes iv = octets(sealed, 8, sealing.ivOctets());
            if (protection.encryption().aead()) {
                assertThatThrownBy(() -> sealing.seal(clear, 0, PAYLOAD, sealed, 0, 5))
                        .isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> sealing.seal(clear, 0, PAYLOAD, sealed, 0, 4))
                        .isInstanceOf(IllegalStateException.class);
            } else {
                for (int i = 0; i < 40; i++) {
                    sealing.seal(clear, 0, PAYLOAD, sealed, 0, 5);
                    assertThat(octets(sealed, 8, sealing.ivOctets())).isNotEqualTo(iv);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.adit.dataplane.cipher.EnginesUnderTest#protections")
    void aClosedCipherSealsAndOpensNothing(Engine engine, Protection protection) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1024);
        for (boolean used : new boolean[] {false, true}) {
            EspCipher sealing = EnginesUnderTest.cipher(engine, protection.suite(true));
            EspCipher opening = EnginesUnderTest.cipher(engine, protection.suite(true));
            int octets = espOctets(opening, PAYLOAD);
            if (used) {
                sealing.seal(buffer, 0, PAYLOAD, buffer, 512, 1);
                assertThat(opening.open(buffer, 512, octets, buffer, 0, 1)).isTrue();
            }
            sealing.close();
            sealing.close();
            opening.close();
            assertThatThrownBy(() -> sealing.seal(buffer, 0, PAYLOAD, buffer, 512, 2))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> opening.open(buffer, 512, octets, buffer, 0, 1))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("org.adit.dataplane.cipher.EnginesUnderTest#protections")
    void packetsLeaveNothingForTheCollector(Engine engine, Protection protection) {
        try (EspCipher sealing = EnginesUnderTest.cipher(engine, protection.suite(true));
                EspCipher opening = EnginesUnderTest.cipher(engine, protection.suite(true))) {
            ByteBuffer clear = ByteBuffer.allocateDirect(256);
            ByteBuffer sealed = ByteBuffer.allocateDirect(256);
            long sequence = 0;
            long allocated = Long.MAX_VALUE;
            int packets = 20_000;
            // The compiler may need a round or two until it sees through everything.
            for (int round = 0; round < 10 && allocated > packets / 10; round++) {
                long before = AllocatedOctets.ofThisThread();
                for (int i = 0; i < packets; i++) {
                    sequence++;
                    sealed.putInt(4, (int) sequence);
                    sealing.seal(clear, 0, PAYLOAD, sealed, 0, sequence);
                    if (!opening.open(sealed, 0, espOctets(opening, PAYLOAD), clear, 0, sequence)) {
                        throw new AssertionError("packet " + sequence);
                    }
                }
                allocated = AllocatedOctets.ofThisThread() - before;
            }
            // One object in a hundred packets would be more.
            assertThat(allocated).isLessThan(packets / 10);
        }
    }

    private static void flip(ByteBuffer buffer, int bit) {
        buffer.put(bit / 8, (byte) (buffer.get(bit / 8) ^ 1 << bit % 8));
    }

    private static int espOctets(EspCipher cipher, int payload) {
        return 8 + cipher.ivOctets() + payload + cipher.icvOctets();
    }

    private static byte[] random(int length) {
        byte[] octets = new byte[length];
        new Random(4303).nextBytes(octets);
        return octets;
    }

    private static Bytes octets(ByteBuffer buffer, int at, int length) {
        byte[] octets = new byte[length];
        buffer.get(at, octets);
        return Bytes.wrap(octets);
    }
}
