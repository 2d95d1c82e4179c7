package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/// The JCA names and parameters of each [SignatureScheme].
final class SignatureEngine {
    private SignatureEngine() {}

    static Signature of(Jca jca, SignatureScheme scheme) throws GeneralSecurityException {
        return switch (scheme) {
            case RSA_PSS_SHA2_256 -> pss(jca, MGF1ParameterSpec.SHA256, 32);
            case RSA_PSS_SHA2_384 -> pss(jca, MGF1ParameterSpec.SHA384, 48);
            case RSA_PSS_SHA2_512 -> pss(jca, MGF1ParameterSpec.SHA512, 64);
            case RSA_PKCS1_SHA2_256 -> jca.signature("SHA256withRSA");
            case RSA_PKCS1_SHA2_384 -> jca.signature("SHA384withRSA");
            case RSA_PKCS1_SHA2_512 -> jca.signature("SHA512withRSA");
            case ECDSA_SHA2_256 -> jca.signature("SHA256withECDSA");
            case ECDSA_SHA2_384 -> jca.signature("SHA384withECDSA");
            case ECDSA_SHA2_512 -> jca.signature("SHA512withECDSA");
            case ED25519 -> jca.signature("Ed25519");
        };
    }

    // RFC 7427 §4: MGF1 with the same hash, and a salt as long as it
    private static Signature pss(Jca jca, MGF1ParameterSpec hash, int saltOctets) throws GeneralSecurityException {
        Signature signature = jca.signature("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(
                hash.getDigestAlgorithm(), "MGF1", hash, saltOctets, PSSParameterSpec.TRAILER_FIELD_BC));
        return signature;
    }
}
