package org.adit.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.Engines.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EspCipherTest {
    private static final long SEED = 4303;
    private static final int AT = 28;
    private static final long BEYOND_32_BITS = 0x1_0000_0007L;
    private static final Randomness RANDOMNESS = new Random(SEED)::nextBytes;

    record Suite(Engine engine, EncryptionAlgorithm encryption, Optional<IntegrityAlgorithm> integrity) {
        EspCipher cipher(boolean esn) {
            try (Secret key = Secret.own(KnownAnswers.counting(encryption.keyMaterialOctets())
                            .toArray());
                    Secret integrityKey = Secret.own(
                            new byte
                                    [integrity
                                            .map(IntegrityAlgorithm::keyOctets)
                                            .orElse(0)])) {
                return engine.crypto().espCipher(encryption, key, integrity, integrityKey, esn, RANDOMNESS);
            }
        }
    }

    static Stream<Arguments> suites() {
        return Engines.all()
                .flatMap(engine -> Arrays.stream(EncryptionAlgorithm.values())
                        .flatMap(encryption -> encryption.aead()
                                ? Stream.of(Optional.<IntegrityAlgorithm>empty())
                                        .map(none -> new Suite(engine, encryption, none))
                                : Arrays.stream(IntegrityAlgorithm.values())
                                        .map(integrity -> new Suite(engine, encryption, Optional.of(integrity)))))
                .flatMap(suite -> Stream.of(Arguments.of(suite, false), Arguments.of(suite, true)));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void whatWasSealedOpensInPlaceAndTouchesNothingAround(Suite suite, boolean esn) {
        try (EspCipher sealing = suite.cipher(esn);
                EspCipher opening = suite.cipher(esn)) {
            for (long sequence : new long[] {1, 5000, 0xffff_fff0L, BEYOND_32_BITS + 5000}) {
                for (int payload = 16; payload <= 1456; payload += 720) {
                    byte[] clear = packet(sealing, payload);
                    byte[] packet = clear.clone();
                    seal(sealing, packet, payload, sequence + payload);
                    assertThat(Arrays.copyOf(packet, AT + 8)).isEqualTo(Arrays.copyOf(clear, AT + 8));
                    assertThat(payload(sealing, packet, payload)).isNotEqualTo(payload(sealing, clear, payload));
                    assertThat(packet[packet.length - 1]).isEqualTo((byte) 0x77);

                    assertThat(open(opening, packet, AT, espOctets(sealing, payload), sequence + payload))
                            .isTrue();
                    assertThat(payload(sealing, packet, payload)).isEqualTo(payload(sealing, clear, payload));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everyFlippedBitIsNoticed(Suite suite, boolean esn) {
        try (EspCipher sealing = suite.cipher(esn);
                EspCipher opening = suite.cipher(esn)) {
            byte[] sealed = packet(sealing, 32);
            seal(sealing, sealed, 32, 9);
            int octets = espOctets(sealing, 32);
            for (int bit = 0; bit < octets * 8; bit++) {
                // The sequence number in the packet is authenticated as it was received, or through `sequence`.
                boolean lowNumber = bit / 8 >= 4 && bit / 8 < 8;
                byte[] flipped = sealed.clone();
                flipped[AT + bit / 8] ^= (byte) (1 << bit % 8);
                long sequence = lowNumber ? (9 ^ (1L << (8 * (7 - bit / 8) + bit % 8))) & 0xffff_ffffL : 9;
                assertThat(open(opening, flipped, AT, octets, sequence))
                        .as("bit %d", bit)
                        .isFalse();
            }
            // the genuine one still opens after forgeries with its very IV
            assertThat(open(opening, sealed.clone(), AT, octets, 9)).isTrue();
            assertThat(open(opening, sealed, AT, octets, 9)).isTrue();
        }
    }

    // RFC 4106 §5, RFC 4303 §2.2.1
    @ParameterizedTest
    @MethodSource("suites")
    void theHighHalfOfTheNumberIsCoveredExactlyWithEsn(Suite suite, boolean esn) {
        try (EspCipher sealing = suite.cipher(esn);
                EspCipher opening = suite.cipher(esn)) {
            byte[] packet = packet(sealing, 32);
            seal(sealing, packet, 32, BEYOND_32_BITS);
            assertThat(open(opening, packet, AT, espOctets(sealing, 32), BEYOND_32_BITS & 0xffff_ffffL))
                    .isEqualTo(!esn);
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void packetsOfEveryShortLengthAreRefused(Suite suite, boolean esn) {
        try (EspCipher opening = suite.cipher(esn)) {
            for (int octets = 0; octets < 80; octets++) {
                assertThat(open(opening, new byte[AT + octets], AT, octets, 1)).isFalse();
            }
        }
    }

    @Test
    void anAeadNeverUsesASequenceNumberTwice() {
        Suite suite = new Suite(Engines.JDK, EncryptionAlgorithm.CHACHA20_POLY1305, Optional.empty());
        try (EspCipher sealing = suite.cipher(true)) {
            byte[] packet = packet(sealing, 32);
            seal(sealing, packet, 32, 5);
            seal(sealing, packet, 32, 6);
            assertThatThrownBy(() -> seal(sealing, packet, 32, 5)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> seal(sealing, packet, 32, 6)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void cbcTakesAFreshIvForEachPacket() {
        Suite suite = new Suite(
                Engines.JDK, EncryptionAlgorithm.AES_128_CBC, Optional.of(IntegrityAlgorithm.HMAC_SHA2_256_128));
        try (EspCipher sealing = suite.cipher(false)) {
            byte[] one = packet(sealing, 32);
            byte[] two = one.clone();
            seal(sealing, one, 32, 1);
            seal(sealing, two, 32, 2);
            assertThat(Bytes.of(one, AT + 8, AT + 24)).isNotEqualTo(Bytes.of(two, AT + 8, AT + 24));
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aClosedCipherSealsNothing(Suite suite, boolean esn) {
        EspCipher sealing = suite.cipher(esn);
        sealing.close();
        assertThatThrownBy(() -> seal(sealing, packet(sealing, 32), 32, 1)).isInstanceOf(RuntimeException.class);
    }

    private static void seal(EspCipher cipher, byte[] packet, int payload, long sequence) {
        ByteBuffer buffer = ByteBuffer.wrap(packet);
        cipher.seal(buffer, AT + 8 + cipher.ivOctets(), payload, buffer, AT, sequence);
    }

    private static boolean open(EspCipher cipher, byte[] packet, int at, int octets, long sequence) {
        ByteBuffer buffer = ByteBuffer.wrap(packet);
        return cipher.open(buffer, at, octets, buffer, at + 8 + cipher.ivOctets(), sequence);
    }

    private static byte[] packet(EspCipher cipher, int payload) {
        byte[] packet = new byte[AT + espOctets(cipher, payload) + 3];
        new Random(SEED).nextBytes(packet);
        packet[packet.length - 1] = 0x77;
        return packet;
    }

    private static int espOctets(EspCipher cipher, int payload) {
        return 8 + cipher.ivOctets() + payload + cipher.icvOctets();
    }

    private static Bytes payload(EspCipher cipher, byte[] packet, int payload) {
        int from = AT + 8 + cipher.ivOctets();
        return Bytes.of(packet, from, from + payload);
    }
}
