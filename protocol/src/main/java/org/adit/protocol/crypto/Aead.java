package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.adit.base.secret.Secret;

/// An AEAD with its key and salt. The nonce is `salt(4) | IV(8)` (RFC 4106 §4, 5282 §4, 7634 §2), the tag 16 octets.
final class Aead {
    static final int SALT_OCTETS = 4;
    static final int IV_OCTETS = 8;
    static final int TAG_OCTETS = 16;

    private final boolean gcm;
    private final Cipher cipher;
    private final RawKey key;
    private final byte[] nonce = new byte[SALT_OCTETS + IV_OCTETS];

    Aead(Jca jca, EncryptionAlgorithm algorithm, Secret keyMaterial) {
        if (keyMaterial.length() != algorithm.keyMaterialOctets()) {
            throw new IllegalArgumentException(
                    algorithm + " wants " + algorithm.keyMaterialOctets() + " octets of key, not " + keyMaterial);
        }
        int keyOctets = algorithm.keyBits() / 8;
        this.gcm = switch (algorithm) {
            case AES_256_GCM_16, AES_128_GCM_16 -> true;
            case CHACHA20_POLY1305 -> false;
            case AES_256_CBC, AES_128_CBC -> throw new IllegalArgumentException(algorithm + " is no AEAD");
        };
        this.key = RawKey.of(gcm ? "AES" : "ChaCha20", keyMaterial, 0, keyOctets);
        keyMaterial.use(all -> {
            System.arraycopy(all, keyOctets, nonce, 0, SALT_OCTETS);
            return SALT_OCTETS;
        });
        try {
            this.cipher = jca.cipher(gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    /// Ready to encrypt with an IV that must be new.
    Cipher sealing(long iv) throws GeneralSecurityException {
        return ready(Cipher.ENCRYPT_MODE, iv);
    }

    Cipher opening(long iv) throws GeneralSecurityException {
        return ready(Cipher.DECRYPT_MODE, iv);
    }

    void wipe() {
        key.destroy();
        Arrays.fill(nonce, (byte) 0);
    }

    private Cipher ready(int mode, long iv) throws GeneralSecurityException {
        BigEndian.putLong(nonce, SALT_OCTETS, iv);
        // JCA has no way to set a nonce without a new parameter object.
        AlgorithmParameterSpec parameters =
                gcm ? new GCMParameterSpec(TAG_OCTETS * 8, nonce) : new IvParameterSpec(nonce);
        cipher.init(mode, key, parameters);
        return cipher;
    }
}
