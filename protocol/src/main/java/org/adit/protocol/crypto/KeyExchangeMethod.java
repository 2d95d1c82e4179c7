package org.adit.protocol.crypto;

/// Key exchanges. Ids are those of IANA's transform type 4.
public enum KeyExchangeMethod {
    CURVE25519(31),
    ECP_384(20),
    ECP_256(19),
    ECP_521(21),
    MODP_4096(16),
    MODP_3072(15),
    MODP_2048(14),
    ML_KEM_768(36),
    ML_KEM_1024(37);

    private final int transformId;

    KeyExchangeMethod(int transformId) {
        this.transformId = transformId;
    }

    public int transformId() {
        return transformId;
    }
}
