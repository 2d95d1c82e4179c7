package org.adit.protocol.crypto;

/// One direction of one ESP SA. Not thread-safe; allocates nothing of ours per packet.
/// RFC 4303, 4106 (AES-GCM), 7634 (ChaCha20-Poly1305), 3602 with 4868 (AES-CBC with HMAC).
public interface EspCipher extends AutoCloseable {
    /// Octets between SPI/sequence number (8) and payload.
    int ivOctets();

    int icvOctets();

    /// The payload with its trailer is a multiple of this: 4 for AEADs, 16 for CBC.
    int blockOctets();

    /// `packet[esp..]` holds SPI(4) | low sequence number(4) | room for IV | payload incl. trailer of
    /// `payloadOctets` | room for ICV. Writes IV, encrypts in place, writes ICV. `sequence` is the full 64-bit
    /// number (AAD/ICV cover the high half iff ESN) and rises from call to call: it is the IV of the AEADs.
    void seal(byte[] packet, int esp, int payloadOctets, long sequence);

    /// `espOctets` from SPI to the end of the ICV. Decrypts in place; false if not authentic (payload is then not
    /// to be used).
    boolean open(byte[] packet, int esp, int espOctets, long sequence);

    /// Forgets the keys.
    @Override
    void close();
}
