package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import org.adit.base.Bytes;
import org.adit.base.secret.Secret;

/// AEADs in SK payloads (RFC 5282, 7634 §3). The explicit IV counts from 1, so that none comes twice with the key.
/// Between messages, which are hours apart, only the key is kept: a provider's cipher is ten times as large.
final class AeadIkeCipher implements IkeCipher {
    private final Jca jca;
    private final EncryptionAlgorithm algorithm;
    private final Secret keyMaterial;
    private long lastIv;

    AeadIkeCipher(Jca jca, EncryptionAlgorithm algorithm, Secret keyMaterial) {
        if (!algorithm.aead() || keyMaterial.length() != algorithm.keyMaterialOctets()) {
            throw new IllegalArgumentException(keyMaterial + " is no key for " + algorithm + " in an SK payload");
        }
        this.jca = jca;
        this.algorithm = algorithm;
        this.keyMaterial = keyMaterial;
    }

    @Override
    public int ivOctets() {
        return Aead.IV_OCTETS;
    }

    @Override
    public int icvOctets() {
        return Aead.TAG_OCTETS;
    }

    @Override
    public int blockOctets() {
        return 1;
    }

    @Override
    public Bytes seal(Bytes associated, Bytes padded) {
        byte[] sealed = new byte[Aead.IV_OCTETS + padded.length() + Aead.TAG_OCTETS];
        BigEndian.putLong(sealed, 0, ++lastIv);
        padded.copyTo(sealed, Aead.IV_OCTETS);
        Aead aead = new Aead(jca, algorithm, keyMaterial);
        try {
            Cipher cipher = aead.sealing(lastIv);
            cipher.updateAAD(associated.toArray());
            cipher.doFinal(sealed, Aead.IV_OCTETS, padded.length(), sealed, Aead.IV_OCTETS);
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        } finally {
            aead.wipe();
        }
        return Bytes.wrap(sealed);
    }

    @Override
    public Optional<Bytes> open(Bytes associated, Bytes sealed) {
        if (sealed.length() < Aead.IV_OCTETS + Aead.TAG_OCTETS) {
            return Optional.empty();
        }
        byte[] octets = sealed.toArray();
        Aead aead = new Aead(jca, algorithm, keyMaterial);
        try {
            Cipher cipher = aead.opening(BigEndian.getLong(octets, 0));
            cipher.updateAAD(associated.toArray());
            return Optional.of(Bytes.wrap(cipher.doFinal(octets, Aead.IV_OCTETS, octets.length - Aead.IV_OCTETS)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        } finally {
            aead.wipe();
        }
    }

    @Override
    public void close() {
        keyMaterial.close();
    }
}
