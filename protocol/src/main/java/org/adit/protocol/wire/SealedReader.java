package org.adit.protocol.wire;

import org.adit.base.Bytes;
import org.adit.protocol.crypto.IkeCipher;

/// Opens what the peer protected in one direction of an IKE SA, and keeps the fragments of one message at a time.
public final class SealedReader {
    private final IkeCipher cipher;

    public SealedReader(IkeCipher cipher) {
        this.cipher = cipher;
    }

    public Decoded read(Bytes datagram) {
        throw new UnsupportedOperationException("seam " + cipher + datagram);
    }

    /// Drops fragments that are still waiting.
    public void forgetFragments() {
        throw new UnsupportedOperationException("seam");
    }
}
