package org.adit.protocol.wire;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.IkeCipher;

/// RFC 5282 and RFC 7634 over the JDK, for tests of the messages alone.
final class AeadCipher implements IkeCipher {
    private final String transformation;
    private final Bytes key;
    private final Bytes salt;
    private long counter;

    private AeadCipher(String transformation, Bytes key, Bytes salt, long firstIv) {
        this.transformation = transformation;
        this.key = key;
        this.salt = salt;
        this.counter = firstIv;
    }

    static AeadCipher gcm(Bytes key, Bytes salt) {
        return new AeadCipher("AES/GCM/NoPadding", key, salt, 1);
    }

    static AeadCipher chacha(Bytes key, Bytes salt, long firstIv) {
        return new AeadCipher("ChaCha20-Poly1305", key, salt, firstIv);
    }

    @Override
    public int ivOctets() {
        return 8;
    }

    @Override
    public int icvOctets() {
        return 16;
    }

    @Override
    public int blockOctets() {
        return 1;
    }

    @Override
    public Bytes seal(Bytes associated, Bytes padded) {
        Bytes iv = new OctetWriter(8).u64(counter++).bytes();
        try {
            return iv.plus(run(Cipher.ENCRYPT_MODE, iv, associated, padded));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Optional<Bytes> open(Bytes associated, Bytes sealed) {
        if (sealed.length() < ivOctets() + icvOctets()) {
            return Optional.empty();
        }
        try {
            Bytes body = sealed.slice(8, sealed.length());
            return Optional.of(run(Cipher.DECRYPT_MODE, sealed.slice(0, 8), associated, body));
        } catch (GeneralSecurityException forged) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {}

    private Bytes run(int mode, Bytes iv, Bytes associated, Bytes input) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(transformation);
        byte[] nonce = salt.plus(iv).toArray();
        boolean gcm = transformation.startsWith("AES");
        AlgorithmParameterSpec spec = gcm ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(nonce);
        cipher.init(mode, new SecretKeySpec(key.toArray(), gcm ? "AES" : "ChaCha20"), spec);
        cipher.updateAAD(associated.toArray());
        return Bytes.wrap(cipher.doFinal(input.toArray()));
    }
}
