package org.adit.protocol.crypto;

import java.util.Arrays;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;

/// AES-CBC with HMAC in SK payloads: the ICV covers the message up to itself (RFC 7296 §3.14).
final class CbcHmacIkeCipher implements IkeCipher {
    private final CbcHmac cbc;
    private final Secret encryptionKey;
    private final Secret integrityKey;

    CbcHmacIkeCipher(Jca jca, CbcSuite suite, Secret encryptionKey, Secret integrityKey, Randomness randomness) {
        this.cbc = new CbcHmac(jca, suite, encryptionKey, integrityKey, randomness);
        this.encryptionKey = encryptionKey;
        this.integrityKey = integrityKey;
    }

    @Override
    public int ivOctets() {
        return CbcHmac.IV_OCTETS;
    }

    @Override
    public int icvOctets() {
        return cbc.icvOctets();
    }

    @Override
    public int blockOctets() {
        return CbcHmac.BLOCK_OCTETS;
    }

    @Override
    public Bytes seal(Bytes associated, Bytes padded) {
        int length = padded.length();
        if (length % CbcHmac.BLOCK_OCTETS != 0) {
            throw new IllegalArgumentException(length + " octets are not whole blocks");
        }
        int icvAt = CbcHmac.IV_OCTETS + length;
        byte[] sealed = new byte[icvAt + cbc.icvOctets()];
        padded.copyTo(sealed, CbcHmac.IV_OCTETS);
        cbc.encrypt(sealed, 0, length);
        cbc.authenticate(associated.toArray(), 0, associated.length());
        cbc.authenticate(sealed, 0, icvAt);
        cbc.writeIcv(sealed, icvAt);
        return Bytes.wrap(sealed);
    }

    @Override
    public Optional<Bytes> open(Bytes associated, Bytes sealed) {
        int icvAt = sealed.length() - cbc.icvOctets();
        int length = icvAt - CbcHmac.IV_OCTETS;
        if (length < CbcHmac.BLOCK_OCTETS || length % CbcHmac.BLOCK_OCTETS != 0) {
            return Optional.empty();
        }
        byte[] octets = sealed.toArray();
        cbc.authenticate(associated.toArray(), 0, associated.length());
        cbc.authenticate(octets, 0, icvAt);
        if (!cbc.isIcv(octets, icvAt)) {
            return Optional.empty();
        }
        cbc.decrypt(octets, 0, length);
        return Optional.of(Bytes.wrap(Arrays.copyOfRange(octets, CbcHmac.IV_OCTETS, icvAt)));
    }

    @Override
    public void close() {
        cbc.wipe();
        encryptionKey.close();
        integrityKey.close();
    }
}
