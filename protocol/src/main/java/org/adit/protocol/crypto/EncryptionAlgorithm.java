package org.adit.protocol.crypto;

/// The ciphers we have code for, in IKE and in ESP. Ids are those of IANA's transform type 1.
public enum EncryptionAlgorithm {
    AES_256_GCM_16(20, 256, 4, 8, 16, true),
    CHACHA20_POLY1305(28, 256, 4, 8, 16, true),
    AES_128_GCM_16(20, 128, 4, 8, 16, true),
    AES_256_CBC(12, 256, 0, 16, 0, false),
    AES_128_CBC(12, 128, 0, 16, 0, false);

    private final int transformId;
    private final int keyBits;
    private final int saltOctets;
    private final int ivOctets;
    private final int icvOctets;
    private final boolean aead;

    EncryptionAlgorithm(int transformId, int keyBits, int saltOctets, int ivOctets, int icvOctets, boolean aead) {
        this.transformId = transformId;
        this.keyBits = keyBits;
        this.saltOctets = saltOctets;
        this.ivOctets = ivOctets;
        this.icvOctets = icvOctets;
        this.aead = aead;
    }

    public int transformId() {
        return transformId;
    }

    public int keyBits() {
        return keyBits;
    }

    /// Whether the Key Length attribute is sent (RFC 7296 §3.3.5): not for ChaCha20-Poly1305 (RFC 7634 §5).
    public boolean hasKeyLengthAttribute() {
        return this != CHACHA20_POLY1305;
    }

    /// Octets taken from the key material: the key and, behind it, the salt (RFC 4106 §8.1, 5282 §7.1, 7634 §2).
    public int keyMaterialOctets() {
        return keyBits / 8 + saltOctets;
    }

    /// Octets at the end of the key material that start every nonce; 0 for CBC.
    public int saltOctets() {
        return saltOctets;
    }

    /// Octets of explicit IV in each packet.
    public int ivOctets() {
        return ivOctets;
    }

    /// Octets of the tag that comes with the cipher; 0 for CBC, whose ICV belongs to the integrity algorithm.
    public int icvOctets() {
        return icvOctets;
    }

    /// The plaintext of an SK payload or ESP packet is padded to a multiple of this (ESP: at least 4).
    public int blockOctets() {
        return aead ? 1 : 16;
    }

    /// Authenticates by itself, so that no integrity algorithm goes with it.
    public boolean aead() {
        return aead;
    }
}
