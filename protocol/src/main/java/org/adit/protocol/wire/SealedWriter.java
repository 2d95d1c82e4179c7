package org.adit.protocol.wire;

import java.util.List;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.IkeCipher;

/// Protects messages in one direction of an IKE SA: one SK payload, or SKF fragments when the peer takes them and the
/// message would be longer than `maxDatagram`.
public final class SealedWriter {
    private final IkeCipher cipher;

    public SealedWriter(IkeCipher cipher) {
        this.cipher = cipher;
    }

    /// One datagram, however long.
    public Bytes write(IkeMessage message) {
        throw new UnsupportedOperationException("seam " + cipher + message);
    }

    /// As many datagrams as are needed, none longer than `maxDatagram` octets of UDP payload without non-ESP marker.
    public List<Bytes> writeFragmented(IkeMessage message, int maxDatagram) {
        throw new UnsupportedOperationException("seam " + cipher + message + maxDatagram);
    }
}
