package org.adit.protocol.crypto;

/// Pseudo-random functions. Ids are those of IANA's transform type 2. `outputOctets` is also the preferred key length.
public enum PrfAlgorithm {
    HMAC_SHA2_256(5, 32),
    HMAC_SHA2_384(6, 48),
    HMAC_SHA2_512(7, 64);

    private final int transformId;
    private final int outputOctets;

    PrfAlgorithm(int transformId, int outputOctets) {
        this.transformId = transformId;
        this.outputOctets = outputOctets;
    }

    public int transformId() {
        return transformId;
    }

    public int outputOctets() {
        return outputOctets;
    }
}
