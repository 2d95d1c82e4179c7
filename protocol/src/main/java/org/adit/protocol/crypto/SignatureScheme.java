package org.adit.protocol.crypto;

/// Signatures by algorithm and hash. ECDSA here is DER-encoded (RFC 7427); the fixed r||s form of methods 9 to 11 is
/// made and read in `auth`.
public enum SignatureScheme {
    RSA_PSS_SHA2_256(HashAlgorithm.SHA2_256),
    RSA_PSS_SHA2_384(HashAlgorithm.SHA2_384),
    RSA_PSS_SHA2_512(HashAlgorithm.SHA2_512),
    RSA_PKCS1_SHA2_256(HashAlgorithm.SHA2_256),
    RSA_PKCS1_SHA2_384(HashAlgorithm.SHA2_384),
    RSA_PKCS1_SHA2_512(HashAlgorithm.SHA2_512),
    ECDSA_SHA2_256(HashAlgorithm.SHA2_256),
    ECDSA_SHA2_384(HashAlgorithm.SHA2_384),
    ECDSA_SHA2_512(HashAlgorithm.SHA2_512),
    ED25519(HashAlgorithm.IDENTITY);

    private final HashAlgorithm hash;

    SignatureScheme(HashAlgorithm hash) {
        this.hash = hash;
    }

    public HashAlgorithm hash() {
        return hash;
    }

    /// Whether a key of this kind can make such signatures.
    public boolean fits(KeyKind kind) {
        return switch (this) {
            case RSA_PSS_SHA2_256,
                    RSA_PSS_SHA2_384,
                    RSA_PSS_SHA2_512,
                    RSA_PKCS1_SHA2_256,
                    RSA_PKCS1_SHA2_384,
                    RSA_PKCS1_SHA2_512 -> kind == KeyKind.RSA;
            case ECDSA_SHA2_256, ECDSA_SHA2_384, ECDSA_SHA2_512 ->
                switch (kind) {
                    case EC_P256, EC_P384, EC_P521 -> true;
                    case RSA, ED25519 -> false;
                };
            case ED25519 -> kind == KeyKind.ED25519;
        };
    }
}
