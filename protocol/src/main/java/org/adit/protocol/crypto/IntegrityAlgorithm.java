package org.adit.protocol.crypto;

/// Integrity for the CBC ciphers (RFC 4868). Ids are those of IANA's transform type 3.
public enum IntegrityAlgorithm {
    HMAC_SHA2_256_128(12, 32, 16),
    HMAC_SHA2_384_192(13, 48, 24),
    HMAC_SHA2_512_256(14, 64, 32);

    private final int transformId;
    private final int keyOctets;
    private final int icvOctets;

    IntegrityAlgorithm(int transformId, int keyOctets, int icvOctets) {
        this.transformId = transformId;
        this.keyOctets = keyOctets;
        this.icvOctets = icvOctets;
    }

    public int transformId() {
        return transformId;
    }

    public int keyOctets() {
        return keyOctets;
    }

    public int icvOctets() {
        return icvOctets;
    }
}
