package org.adit.protocol.negotiate;

import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.net.Endpoint;
import org.adit.base.time.Tick;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.wire.IkeSpi;

/// Stateless cookies (RFC 7296 §2.6): bound to the initiator's nonce, SPI, address and port. The secret changes every
/// two minutes and the one before is still accepted.
public final class Cookies {
    public Cookies(CryptoProvider crypto, Randomness randomness) {
        throw new UnsupportedOperationException("seam " + crypto + randomness);
    }

    public Bytes issue(IkeSpi initiatorSpi, Bytes nonce, Endpoint peer, Tick now) {
        throw new UnsupportedOperationException("seam " + initiatorSpi + nonce + peer + now);
    }

    public boolean accepts(Bytes cookie, IkeSpi initiatorSpi, Bytes nonce, Endpoint peer, Tick now) {
        throw new UnsupportedOperationException("seam " + cookie + initiatorSpi + nonce + peer + now);
    }
}
