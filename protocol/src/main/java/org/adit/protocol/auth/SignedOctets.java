package org.adit.protocol.auth;

import org.adit.base.Bytes;
import org.adit.base.secret.Secret;
import org.adit.protocol.wire.Payload;

/// The octets that AUTH covers, and the MIC of a shared secret over them. RFC 7296 §2.15.
final class SignedOctets {
    private static final Bytes KEY_PAD = Bytes.ofUtf8("Key Pad for IKEv2");

    private SignedOctets() {}

    /// `identification` is that of the side whose AUTH it is.
    static Bytes of(SignedExchange exchange, Payload.Identification identification) {
        Bytes maced = exchange.prf().compute(exchange.skP(), identification.body());
        return Bytes.concat(exchange.firstMessage(), exchange.otherNonce(), maced);
    }

    static Bytes mic(SignedExchange exchange, Payload.Identification identification, Secret shared) {
        try (Secret key = exchange.prf().derive(shared, KEY_PAD)) {
            return exchange.prf().compute(key, of(exchange, identification));
        }
    }
}
