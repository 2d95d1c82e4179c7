package org.adit.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.Engines.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class IkeCipherTest {
    private static final Bytes HEADER = Bytes.ofUtf8("the IKE header and what follows it");

    static Stream<Arguments> suites() {
        return Engines.all()
                .flatMap(engine -> Arrays.stream(EncryptionAlgorithm.values())
                        .flatMap(encryption -> encryption.aead()
                                ? Stream.of(Arguments.of(engine, encryption, Optional.empty()))
                                : Arrays.stream(IntegrityAlgorithm.values())
                                        .map(integrity -> Arguments.of(engine, encryption, Optional.of(integrity)))));
    }

    private static IkeCipher cipher(
            Engine engine, EncryptionAlgorithm encryption, Optional<IntegrityAlgorithm> integrity) {
        return engine.crypto()
                .ikeCipher(
                        encryption,
                        Secret.own(KnownAnswers.counting(encryption.keyMaterialOctets())
                                .toArray()),
                        integrity,
                        integrity.map(algorithm -> Secret.own(new byte[algorithm.keyOctets()])),
                        new Random(7296)::nextBytes);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void messagesOpenOnlyWithTheirHeaderAndUnchanged(
            Engine engine, EncryptionAlgorithm encryption, Optional<IntegrityAlgorithm> integrity) {
        try (IkeCipher sealing = cipher(engine, encryption, integrity);
                IkeCipher opening = cipher(engine, encryption, integrity)) {
            Bytes padded = KnownAnswers.counting(64);
            Bytes sealed = sealing.seal(HEADER, padded);
            assertThat(sealed.length()).isEqualTo(sealing.ivOctets() + 64 + sealing.icvOctets());
            assertThat(opening.open(HEADER, sealed)).contains(padded);
            // a retransmission
            assertThat(opening.open(HEADER, sealed)).contains(padded);
            assertThat(opening.open(HEADER.slice(1, HEADER.length()), sealed)).isEmpty();
            for (int bit = 0; bit < sealed.length() * 8; bit++) {
                byte[] flipped = sealed.toArray();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(opening.open(HEADER, Bytes.wrap(flipped)))
                        .as("bit %d", bit)
                        .isEmpty();
            }
            for (int octets = 0; octets < sealed.length(); octets++) {
                assertThat(opening.open(HEADER, sealed.slice(0, octets)))
                        .as("%d octets", octets)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void noIvComesTwice(Engine engine, EncryptionAlgorithm encryption, Optional<IntegrityAlgorithm> integrity) {
        Set<Bytes> ivs = new HashSet<>();
        try (IkeCipher sealing = cipher(engine, encryption, integrity)) {
            for (int i = 0; i < 300; i++) {
                assertThat(ivs.add(
                                sealing.seal(HEADER, KnownAnswers.counting(16)).slice(0, sealing.ivOctets())))
                        .isTrue();
            }
        }
    }

    @Test
    void theKeysThatWereTakenOverAreWipedWithTheCipher() {
        Secret encryptionKey = Secret.own(new byte[32]);
        Secret integrityKey = Secret.own(new byte[32]);
        IkeCipher cipher = Engines.JDK
                .crypto()
                .ikeCipher(
                        EncryptionAlgorithm.AES_256_CBC,
                        encryptionKey,
                        Optional.of(IntegrityAlgorithm.HMAC_SHA2_256_128),
                        Optional.of(integrityKey),
                        target -> {});
        assertThat(encryptionKey.wiped()).isFalse();
        cipher.close();
        assertThat(encryptionKey.wiped()).isTrue();
        assertThat(integrityKey.wiped()).isTrue();
        assertThatThrownBy(() -> cipher.seal(HEADER, KnownAnswers.counting(16))).isInstanceOf(RuntimeException.class);
    }

    // L-18: an algorithm with a key of zero length
    @Test
    void keysOfTheWrongLengthAreABug() {
        CryptoProvider crypto = Engines.JDK.crypto();
        for (EncryptionAlgorithm algorithm : EncryptionAlgorithm.values()) {
            assertThatThrownBy(() -> crypto.ikeCipher(
                            algorithm,
                            Secret.own(new byte[0]),
                            Optional.of(IntegrityAlgorithm.HMAC_SHA2_256_128),
                            Optional.of(Secret.own(new byte[32])),
                            target -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
