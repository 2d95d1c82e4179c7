package org.adit.protocol.crypto;

/// AES-CBC with HMAC in ESP (RFC 3602, 4868). With ESN the high half of the number is authenticated behind the
/// ciphertext without being sent (RFC 4303 §2.2.1).
final class CbcHmacEspCipher implements EspCipher {
    private static final int HEADER_OCTETS = 8;

    private final CbcHmac cbc;
    private final boolean extendedSequenceNumbers;
    private final byte[] highHalf = new byte[4];

    CbcHmacEspCipher(CbcHmac cbc, boolean extendedSequenceNumbers) {
        this.cbc = cbc;
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
    public void seal(byte[] packet, int esp, int payloadOctets, long sequence) {
        if (payloadOctets % CbcHmac.BLOCK_OCTETS != 0) {
            throw new IllegalArgumentException(payloadOctets + " octets are not whole blocks");
        }
        int authenticated = HEADER_OCTETS + CbcHmac.IV_OCTETS + payloadOctets;
        cbc.encrypt(packet, esp + HEADER_OCTETS, payloadOctets);
        authenticate(packet, esp, authenticated, sequence);
        cbc.writeIcv(packet, esp + authenticated);
    }

    @Override
    public boolean open(byte[] packet, int esp, int espOctets, long sequence) {
        int authenticated = espOctets - cbc.icvOctets();
        int payloadOctets = authenticated - HEADER_OCTETS - CbcHmac.IV_OCTETS;
        if (payloadOctets < CbcHmac.BLOCK_OCTETS || payloadOctets % CbcHmac.BLOCK_OCTETS != 0) {
            return false;
        }
        authenticate(packet, esp, authenticated, sequence);
        if (!cbc.isIcv(packet, esp + authenticated)) {
            return false;
        }
        cbc.decrypt(packet, esp + HEADER_OCTETS, payloadOctets);
        return true;
    }

    private void authenticate(byte[] packet, int esp, int octets, long sequence) {
        cbc.authenticate(packet, esp, octets);
        if (extendedSequenceNumbers) {
            BigEndian.putInt(highHalf, 0, (int) (sequence >>> 32));
            cbc.authenticate(highHalf, 0, highHalf.length);
        }
    }

    @Override
    public void close() {
        cbc.wipe();
    }
}
