package org.adit.protocol.crypto;

import java.nio.ByteBuffer;

/// AES-CBC with HMAC in ESP (RFC 3602, 4868). With ESN the high half of the number is authenticated behind the
/// ciphertext without being sent (RFC 4303 §2.2.1).
final class CbcHmacEspCipher implements EspCipher {
    private static final int HEADER_OCTETS = 8;
    private static final int HEAD_OCTETS = HEADER_OCTETS + CbcHmac.IV_OCTETS;

    private final CbcHmac cbc;
    private final boolean extendedSequenceNumbers;
    private final byte[] highHalf = new byte[4];
    private final Scratch scratch;

    CbcHmacEspCipher(CbcHmac cbc, boolean extendedSequenceNumbers, Scratch scratch) {
        this.cbc = cbc;
        this.scratch = scratch;
        this.extendedSequenceNumbers = extendedSequenceNumbers;
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
    public void seal(ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence) {
        if (payloadOctets % CbcHmac.BLOCK_OCTETS != 0) {
            throw new IllegalArgumentException(payloadOctets + " octets are not whole blocks");
        }
        int authenticated = HEAD_OCTETS + payloadOctets;
        byte[] octets = scratch.atLeast(authenticated + cbc.icvOctets());
        to.get(esp, octets, 0, HEADER_OCTETS);
        from.get(payload, octets, HEAD_OCTETS, payloadOctets);
        cbc.encrypt(octets, HEADER_OCTETS, payloadOctets);
        authenticate(octets, authenticated, sequence);
        cbc.writeIcv(octets, authenticated);
        to.put(esp, octets, 0, authenticated + cbc.icvOctets());
    }

    @Override
    public boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
        int authenticated = espOctets - cbc.icvOctets();
        int payloadOctets = authenticated - HEAD_OCTETS;
        if (payloadOctets < CbcHmac.BLOCK_OCTETS || payloadOctets % CbcHmac.BLOCK_OCTETS != 0) {
            return false;
        }
        byte[] octets = scratch.atLeast(espOctets);
        from.get(esp, octets, 0, espOctets);
        authenticate(octets, authenticated, sequence);
        if (!cbc.isIcv(octets, authenticated)) {
            return false;
        }
        cbc.decrypt(octets, HEADER_OCTETS, payloadOctets);
        to.put(payload, octets, HEAD_OCTETS, payloadOctets);
        return true;
    }

    private void authenticate(byte[] octets, int length, long sequence) {
        cbc.authenticate(octets, 0, length);
        if (extendedSequenceNumbers) {
            BigEndian.putInt(highHalf, 0, (int) (sequence >>> 32));
            cbc.authenticate(highHalf, 0, highHalf.length);
        }
    }

    @Override
    public void close() {
        scratch.wipe();
        cbc.wipe();
    }
}
