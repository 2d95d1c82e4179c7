package org.adit.protocol.crypto;

import org.adit.base.secret.Secret;

/// A CBC cipher and the integrity that goes with it.
record CbcSuite(EncryptionAlgorithm encryption, IntegrityAlgorithm integrity) {
    CbcSuite {
        if (encryption.aead()) {
            throw new IllegalArgumentException(encryption + " brings its own integrity");
        }
    }

    String hmacName() {
        return switch (integrity) {
            case HMAC_SHA2_256_128 -> "HmacSHA256";
            case HMAC_SHA2_384_192 -> "HmacSHA384";
            case HMAC_SHA2_512_256 -> "HmacSHA512";
        };
    }

    void check(Secret encryptionKey, Secret integrityKey) {
        if (encryptionKey.length() != encryption.keyMaterialOctets()
                || integrityKey.length() != integrity.keyOctets()) {
            throw new IllegalArgumentException("keys of the wrong length for " + this);
        }
    }
}
