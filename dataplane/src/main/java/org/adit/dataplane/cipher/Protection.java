package org.adit.dataplane.cipher;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.ipsec.EspSuite;

/// What an engine is chosen for: an [EspSuite] whatever the length of its sequence numbers.
public record Protection(EncryptionAlgorithm encryption, Optional<IntegrityAlgorithm> integrity) {
    static Protection of(EspSuite suite) {
        return new Protection(suite.encryption(), suite.integrity());
    }

    /// In the order of preference of the algorithms.
    static List<Protection> all() {
        return Arrays.stream(EncryptionAlgorithm.values())
                .flatMap(encryption -> integrities(encryption).map(one -> new Protection(encryption, one)))
                .toList();
    }

    private static Stream<Optional<IntegrityAlgorithm>> integrities(EncryptionAlgorithm encryption) {
        return encryption.aead()
                ? Stream.of(Optional.empty())
                : Arrays.stream(IntegrityAlgorithm.values()).map(Optional::of);
    }

    EspSuite suite(boolean extendedSequenceNumbers) {
        return new EspSuite(encryption, integrity, extendedSequenceNumbers);
    }

    @Override
    public String toString() {
        return encryption + integrity.map(one -> "+" + one).orElse("");
    }
}
