package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.adit.base.secret.Secret;

/// AEADs in ESP (RFC 4106, 7634 §2): the IV is the 64-bit sequence number, which never comes twice in an SA.
final class AeadEspCipher implements EspCipher {
    private static final int HEADER_OCTETS = 8;
    private static final int SPI_OCTETS = 4;

    private final Aead aead;
    private final byte[] associated;
    private long lowestUnused;

    AeadEspCipher(Jca jca, EncryptionAlgorithm algorithm, Secret keyMaterial, boolean extendedSequenceNumbers) {
        this.aead = new Aead(jca, algorithm, keyMaterial);
        // RFC 4106 §5: SPI | 32-bit number, or SPI | 64-bit number with ESN
        this.associated = new byte[extendedSequenceNumbers ? 12 : 8];
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
        return 4;
    }

    @Override
    public void seal(byte[] packet, int esp, int payloadOctets, long sequence) {
        if (Long.compareUnsigned(sequence, lowestUnused) < 0) {
            throw new IllegalStateException("a sequence number that was used would repeat the nonce");
        }
        lowestUnused = sequence + 1;
        int iv = esp + HEADER_OCTETS;
        int payload = iv + Aead.IV_OCTETS;
        BigEndian.putLong(packet, iv, sequence);
        try {
            Cipher cipher = aead.sealing(packet, iv);
            associate(cipher, packet, esp, sequence);
            cipher.doFinal(packet, payload, payloadOctets, packet, payload);
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    @Override
    public boolean open(byte[] packet, int esp, int espOctets, long sequence) {
        if (espOctets < HEADER_OCTETS + Aead.IV_OCTETS + Aead.TAG_OCTETS) {
            return false;
        }
        int iv = esp + HEADER_OCTETS;
        int payload = iv + Aead.IV_OCTETS;
        try {
            Cipher cipher = aead.opening(packet, iv);
            associate(cipher, packet, esp, sequence);
            cipher.doFinal(packet, payload, espOctets - HEADER_OCTETS - Aead.IV_OCTETS, packet, payload);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void associate(Cipher cipher, byte[] packet, int esp, long sequence) {
        System.arraycopy(packet, esp, associated, 0, SPI_OCTETS);
        if (associated.length == SPI_OCTETS + Long.BYTES) {
            BigEndian.putLong(associated, SPI_OCTETS, sequence);
        } else {
            BigEndian.putInt(associated, SPI_OCTETS, (int) sequence);
        }
        cipher.updateAAD(associated);
    }

    @Override
    public void close() {
        aead.wipe();
        Arrays.fill(associated, (byte) 0);
    }
}
