package org.adit.protocol.ipsec;

import java.util.Optional;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.IntegrityAlgorithm;

/// How an ESP SA protects: cipher, integrity (absent for AEADs), 64-bit sequence numbers or not.
public record EspSuite(
        EncryptionAlgorithm encryption, Optional<IntegrityAlgorithm> integrity, boolean extendedSequenceNumbers) {
    public EspSuite {
        if (encryption.aead() == integrity.isPresent()) {
            throw new IllegalArgumentException(encryption + " with " + integrity);
        }
    }

    /// As people write it.
    @Override
    public String toString() {
        return encryption + integrity.map(i -> ", " + i).orElse("") + (extendedSequenceNumbers ? ", ESN" : "");
    }

    public int icvOctets() {
        return integrity.map(IntegrityAlgorithm::icvOctets).orElse(encryption.icvOctets());
    }

    public int integrityKeyOctets() {
        return integrity.map(IntegrityAlgorithm::keyOctets).orElse(0);
    }
}
