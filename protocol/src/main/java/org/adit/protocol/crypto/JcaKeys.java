package org.adit.protocol.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;

/// The JCA keys inside ours, for `pki` and `gateway.ca` to hand to a certificate library. Nobody else needs them.
public final class JcaKeys {
    private JcaKeys() {}

    public static PublicKey publicKey(VerifyingKey key) {
        if (key instanceof JcaVerifyingKey ours) {
            return ours.publicKey();
        }
        throw new IllegalArgumentException("a verifying key of another making");
    }

    public static PrivateKey privateKey(SigningKey key) {
        if (key instanceof JcaSigningKey ours) {
            return ours.privateKey();
        }
        throw new IllegalArgumentException("a signing key that does not lie in memory");
    }
}
