package org.adit.protocol.crypto;

/// Hashes of SIGNATURE_HASH_ALGORITHMS (RFC 7427 §4, 8420 §2). SHA-1 (1) has no code.
public enum HashAlgorithm {
    SHA2_256(2),
    SHA2_384(3),
    SHA2_512(4),
    IDENTITY(5);

    private final int id;

    HashAlgorithm(int id) {
        this.id = id;
    }

    public int id() {
        return id;
    }
}
