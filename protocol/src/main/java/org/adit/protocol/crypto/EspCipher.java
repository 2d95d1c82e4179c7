package org.adit.protocol.crypto;

import java.nio.ByteBuffer;

/// One direction of one ESP SA. Not thread-safe; allocates nothing of ours per packet. Buffers are big-endian; source
/// and target are different memory, or the payload lies at the same place of the same buffer (in place).
/// RFC 4303, 4106 (AES-GCM), 7634 (ChaCha20-Poly1305), 3602 with 4868 (AES-CBC with HMAC).
public interface EspCipher extends AutoCloseable {
    /// Octets between SPI/sequence number (8) and payload.
    int ivOctets();

    int icvOctets();

    /// The payload with its trailer is a multiple of this: 4 for AEADs, 16 for CBC.
    int blockOctets();

    /// `from[payload..]` holds the payload incl. trailer, `payloadOctets` long; `to[esp..]` holds SPI(4) | low sequence
    /// number(4). Writes IV, encrypted payload and ICV behind these. `sequence` is the full 64-bit number (AAD/ICV
    /// cover the high half iff ESN) and rises from call to call: it is the IV of the AEADs.
    void seal(ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence);

    /// `from[esp..]` holds `espOctets` from SPI to the end of the ICV. Decrypts to `to[payload..]`; false if not
    /// authentic (what is there is then not to be used).
    boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence);

    /// Forgets the keys.
    @Override
    void close();
}
