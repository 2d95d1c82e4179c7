package org.adit.protocol.crypto;

import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;

/// One key exchange method, in the shape that Diffie-Hellman and KEMs share: one side offers, the other answers, both
/// agree. Every private value is used once (RFC 6989 §2, RFC 7296 §2.12 read strictly).
public interface KeyExchange {
    KeyExchangeMethod method();

    /// The initiator's half.
    Offer offer(Randomness randomness);

    /// The responder's whole part. Checks `offered` as RFC 6989, RFC 7748 §6 and FIPS 203 §7.2 ask.
    Agreement answer(Bytes offered, Randomness randomness);

    /// A private value that waits for the peer's answer. Closing it wipes it.
    interface Offer extends AutoCloseable {
        KeyExchangeMethod method();

        /// The octets of the KE payload.
        Bytes publicValue();

        /// Checks `answered`; may be called once.
        Agreement complete(Bytes answered);

        @Override
        void close();
    }

    /// How an exchange came out.
    sealed interface Agreement {
        /// `publicValue` goes back to the peer (empty on the initiator's side); the receiver owns `secret`.
        record Agreed(Bytes publicValue, Secret secret) implements Agreement {}

        /// The peer's value is not a valid one: wrong length, not on the curve, small order.
        record Refused(String why) implements Agreement {}
    }
}
