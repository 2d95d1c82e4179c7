package org.adit.protocol.crypto;

import java.nio.ByteBuffer;
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
    private final Scratch scratch;
    private long lowestUnused;

    AeadEspCipher(
            Jca jca,
            EncryptionAlgorithm algorithm,
            Secret keyMaterial,
            boolean extendedSequenceNumbers,
            Scratch scratch) {
        this.scratch = scratch;
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
    public void seal(ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence) {
        if (Long.compareUnsigned(sequence, lowestUnused) < 0) {
            throw new IllegalStateException("a sequence number that was used would repeat the nonce");
        }
        lowestUnused = sequence + 1;
        int iv = esp + HEADER_OCTETS;
        to.putLong(iv, sequence);
        byte[] octets = scratch.atLeast(payloadOctets + Aead.TAG_OCTETS);
        from.get(payload, octets, 0, payloadOctets);
        try {
            Cipher cipher = aead.sealing(sequence);
            associate(cipher, to.getInt(esp), sequence);
            int sealed = cipher.doFinal(octets, 0, payloadOctets, octets, 0);
            to.put(iv + Aead.IV_OCTETS, octets, 0, sealed);
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    @Override
    public boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
        int sealed = espOctets - HEADER_OCTETS - Aead.IV_OCTETS;
        if (sealed < Aead.TAG_OCTETS) {
            return false;
        }
        int iv = esp + HEADER_OCTETS;
        byte[] octets = scratch.atLeast(sealed);
        from.get(iv + Aead.IV_OCTETS, octets, 0, sealed);
        try {
            Cipher cipher = aead.opening(from.getLong(iv));
            associate(cipher, from.getInt(esp), sequence);
            int opened = cipher.doFinal(octets, 0, sealed, octets, 0);
            to.put(payload, octets, 0, opened);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void associate(Cipher cipher, int spi, long sequence) {
        BigEndian.putInt(associated, 0, spi);
        if (associated.length == SPI_OCTETS + Long.BYTES) {
            BigEndian.putLong(associated, SPI_OCTETS, sequence);
        } else {
            BigEndian.putInt(associated, SPI_OCTETS, (int) sequence);
        }
        cipher.updateAAD(associated);
    }

    @Override
    public void close() {
        scratch.wipe();
        aead.wipe();
        Arrays.fill(associated, (byte) 0);
    }
}
