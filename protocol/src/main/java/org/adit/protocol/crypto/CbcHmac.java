package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;

/// AES-CBC with a truncated HMAC over the ciphertext (RFC 3602, 4868), on stretches of an array. The order of the
/// calls is the user's: what is authenticated differs between IKE and ESP.
final class CbcHmac {
    static final int IV_OCTETS = 16;
    static final int BLOCK_OCTETS = 16;

    private final Cipher cipher;
    private final Mac mac;
    private final RawKey encryptionKey;
    private final int icvOctets;
    private final byte[] wholeMac;
    private final byte[] iv = new byte[IV_OCTETS];
    private final Randomness randomness;

    CbcHmac(Jca jca, CbcSuite suite, Secret encryptionKey, Secret integrityKey, Randomness randomness) {
        suite.check(encryptionKey, integrityKey);
        this.encryptionKey = RawKey.of("AES", encryptionKey);
        this.icvOctets = suite.integrity().icvOctets();
        this.randomness = randomness;
        RawKey macKey = RawKey.of("HMAC", integrityKey);
        try {
            this.cipher = jca.cipher("AES/CBC/NoPadding");
            this.mac = jca.mac(suite.hmacName());
            this.mac.init(macKey);
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        } finally {
            macKey.destroy();
        }
        this.wholeMac = new byte[mac.getMacLength()];
    }

    int icvOctets() {
        return icvOctets;
    }

    /// Writes an unpredictable IV to `octets[at..]` and encrypts in place the `length` octets behind it.
    void encrypt(byte[] octets, int at, int length) {
        randomness.fill(iv);
        System.arraycopy(iv, 0, octets, at, IV_OCTETS);
        run(Cipher.ENCRYPT_MODE, octets, at, length);
    }

    /// Decrypts in place the `length` octets behind the IV at `octets[at..]`.
    void decrypt(byte[] octets, int at, int length) {
        System.arraycopy(octets, at, iv, 0, IV_OCTETS);
        run(Cipher.DECRYPT_MODE, octets, at, length);
    }

    void authenticate(byte[] octets, int from, int length) {
        mac.update(octets, from, length);
    }

    /// Writes the ICV of what [#authenticate] was given since the last one.
    void writeIcv(byte[] octets, int at) {
        finishMac();
        System.arraycopy(wholeMac, 0, octets, at, icvOctets);
    }

    /// Compares in time that does not depend on where they differ.
    boolean isIcv(byte[] octets, int at) {
        finishMac();
        int different = 0;
        for (int i = 0; i < icvOctets; i++) {
            different |= wholeMac[i] ^ octets[at + i];
        }
        return different == 0;
    }

    void wipe() {
        encryptionKey.destroy();
        Arrays.fill(wholeMac, (byte) 0);
    }

    private void finishMac() {
        try {
            mac.doFinal(wholeMac, 0);
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    private void run(int mode, byte[] octets, int at, int length) {
        try {
            cipher.init(mode, encryptionKey, new IvParameterSpec(iv));
            cipher.doFinal(octets, at + IV_OCTETS, length, octets, at + IV_OCTETS);
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }
}
