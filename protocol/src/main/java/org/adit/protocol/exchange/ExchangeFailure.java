package org.adit.protocol.exchange;

import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;
import org.adit.base.diagnosis.FailureCode.Area;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.NotifyType;

/// Why a message does not make a request or a response of its exchange. Codes IKE-030 to IKE-049.
public sealed interface ExchangeFailure extends Failure {
    /// A payload that the exchange needs is not there (L-12).
    record PayloadMissing(ExchangeType exchange, String payload) implements ExchangeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 30);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer's " + exchange + " message has no " + payload + " payload.",
                    "RFC 7296 requires it in this exchange, so that the message cannot be answered.",
                    "Update the peer's software; if it is current, report this with a capture of the exchange.");
        }
    }

    record PayloadRepeated(ExchangeType exchange, String payload) implements ExchangeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 31);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer's " + exchange + " message has more than one " + payload + " payload.",
                    "Only one may be there, and guessing which one counts would be unsafe.",
                    "Update the peer's software; if it is current, report this with a capture of the exchange.");
        }
    }

    record NonceLength(int octets) implements ExchangeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 32);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer sent a nonce of " + octets + " octets.",
                    "A nonce has 16 to 256 octets (RFC 7296 §3.9).",
                    "Update the peer's software.");
        }
    }

    /// An error notify instead of what was asked for.
    record PeerRefused(ExchangeType exchange, NotifyType error) implements ExchangeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 33);
        }

        @Override
        public Blame blame() {
            return PeerRefusal.blame(error);
        }

        @Override
        public Explanation explain() {
            return PeerRefusal.explain(exchange, error);
        }
    }

    /// The peer's public value failed a check of RFC 6989, RFC 7748 or FIPS 203.
    record BadPublicValue(KeyExchangeMethod method, String why) implements ExchangeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 34);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer's public value for " + method + " is not valid: " + why + ".",
                    "Using it could expose keys, so the exchange was not completed (RFC 6989).",
                    "If this repeats with the same peer, update its software; otherwise somebody on the path may be"
                            + " changing packets.");
        }
    }

    /// KE payload and chosen suite name different groups.
    record GroupMismatch(int sent, KeyExchangeMethod chosen) implements ExchangeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 35);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer sent a key exchange for group " + sent + " but " + chosen + " was agreed.",
                    "Both must be the same (RFC 7296 §1.2).",
                    "Update the peer's software, or pick a crypto policy under which both prefer the same group.");
        }
    }

    /// A request that has no place here, such as IKE_AUTH on an established IKE SA.
    record UnexpectedRequest(ExchangeType exchange) implements ExchangeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 36);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer sent a " + exchange + " request at a time when there is none.",
                    "The IKE SA is in a state in which RFC 7296 does not allow this exchange.",
                    "Update the peer's software; if it is current, report this with a capture of the exchange.");
        }
    }

    /// The selectors that came back are not within what was proposed (R-7296-12).
    record SelectorsWidened() implements ExchangeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 37);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer answered with traffic selectors that were not proposed.",
                    "A responder may only narrow selectors (RFC 7296 §2.9), so the Child SA was not used.",
                    "Check the peer's selectors for this connection, or update its software.");
        }
    }
}
