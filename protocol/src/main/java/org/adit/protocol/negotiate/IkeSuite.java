package org.adit.protocol.negotiate;

import java.util.Optional;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.crypto.PrfAlgorithm;

/// The algorithms of an IKE SA.
public record IkeSuite(
        EncryptionAlgorithm encryption,
        Optional<IntegrityAlgorithm> integrity,
        PrfAlgorithm prf,
        KeyExchangeMethod keyExchange) {
    /// As people write it: `AES_256_GCM_16, HMAC_SHA2_512, CURVE25519`.
    @Override
    public String toString() {
        return encryption + integrity.map(i -> ", " + i).orElse("") + ", " + prf + ", " + keyExchange;
    }
}
