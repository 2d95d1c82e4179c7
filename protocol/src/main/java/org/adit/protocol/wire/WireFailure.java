package org.adit.protocol.wire;

import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;

/// Why octets are not a message. Codes WIRE-001 to WIRE-017.
public sealed interface WireFailure extends Failure {
    /// What an authentic peer is told: INVALID_SYNTAX or UNSUPPORTED_CRITICAL_PAYLOAD. Empty where the octets could be
    /// anyone's, so that nothing may be said.
    default Optional<Payload.Notify> answer() {
        return Optional.empty();
    }

    @Override
    default Blame blame() {
        return Blame.PEER_PROTOCOL;
    }

    /// Fewer octets than an IKE header has.
    record TooShort(int octets) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(1);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "A datagram of " + octets + " octets arrived where an IKE message was expected.",
                    "An IKE header alone has " + IkeHeader.OCTETS + " octets, so this was no IKE message.",
                    "Nothing to do for stray packets. If they keep coming, look at what the sender runs on this port.");
        }
    }

    /// The Length field of the IKE header says `claimed` (unsigned 32 bits), `arrived` octets came.
    record LengthDisagrees(long claimed, int arrived) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(2);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "An IKE message says that it has " + claimed + " octets, but " + arrived + " arrived.",
                    "It was cut or altered on the way, or it is not an IKE message.",
                    "Check the path for devices that cut or rewrite UDP, and turn on IKE fragmentation at the peer.");
        }
    }

    /// Not IKE version 2.
    record OtherVersion(int major, int minor) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(3);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "A message of IKE version " + major + "." + minor + " arrived.",
                    "Only IKE version 2 is spoken here; version 1 is obsolete (RFC 9395).",
                    "Set the peer to IKEv2.");
        }
    }

    /// A message, or one put together from fragments, beyond `limit` octets.
    record TooLong(int octets, int limit) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(4);
        }

        @Override
        public Optional<Payload.Notify> answer() {
            return WireTexts.INVALID_SYNTAX;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "An IKE message of " + octets + " octets arrived.",
                    "More than " + limit + " octets are not kept for one message.",
                    "Have the peer send a shorter certificate chain or fewer payloads.");
        }
    }

    /// More payloads than are read in one message.
    record TooManyPayloads(int limit) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(5);
        }

        @Override
        public Optional<Payload.Notify> answer() {
            return WireTexts.INVALID_SYNTAX;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "An IKE message has more than " + limit + " payloads.",
                    "No more than " + limit
                            + " are read in one message, so that a peer cannot make us work without end.",
                    "Report it to the maker of the peer's software: no ordinary message has so many.");
        }
    }

    /// `field` needs `needed` octets where `left` are left.
    record Truncated(int payloadType, String field, int needed, int left) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(6);
        }

        @Override
        public Optional<Payload.Notify> answer() {
            return WireTexts.INVALID_SYNTAX;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "An IKE message ends within " + PayloadType.name(payloadType) + ".",
                    "Its field '" + field + "' needs " + needed + " octets where " + left + " are left.",
                    WireTexts.REPORT);
        }
    }

    /// Octets behind the last thing that the lengths account for.
    record LeftOver(int payloadType, int octets) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(7);
        }

        @Override
        public Optional<Payload.Notify> answer() {
            return WireTexts.INVALID_SYNTAX;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "An IKE message has " + octets + " octets too many in " + PayloadType.name(payloadType) + ".",
                    "Its inner lengths and counts account for less than its outer length.",
                    WireTexts.REPORT);
        }
    }

    /// A value that `field` must not have.
    record BadField(int payloadType, String field, long value) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(8);
        }

        @Override
        public Optional<Payload.Notify> answer() {
            return WireTexts.INVALID_SYNTAX;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "An IKE message has a field that cannot be, in " + PayloadType.name(payloadType) + ".",
                    "Its field '" + field + "' is " + value + ", which RFC 7296 does not allow there.",
                    WireTexts.REPORT);
        }
    }

    /// RFC 7296 §2.5: a payload that we do not know and must not skip.
    record UnsupportedCritical(int payloadType) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(9);
        }

        @Override
        public Optional<Payload.Notify> answer() {
            return Optional.of(
                    Payload.Notify.of(NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD, Bytes.of((byte) payloadType)));
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "An IKE message has a payload of type " + payloadType + " that is marked as critical.",
                    "That type is not known here, and the mark forbids to skip it (RFC 7296 §2.5).",
                    "Turn off the extension at the peer that sends this payload.");
        }
    }

    /// The message has to be protected and is not.
    record NotProtected() implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(10);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "A message for an IKE SA came without protection.",
                    "It has no Encrypted payload, so anybody could have sent it.",
                    "Nothing to do for single ones. If they keep coming, somebody may be probing this address.");
        }
    }

    /// SK or SKF where it has no place: in a message read in the clear, in IKE_SA_INIT, or within SK itself.
    record ProtectedPayloadMisplaced(int payloadType) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(11);
        }

        @Override
        public Optional<Payload.Notify> answer() {
            return WireTexts.INVALID_SYNTAX;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "An IKE message has an " + PayloadType.name(payloadType) + " payload where none may be.",
                    "Encrypted payloads cannot be in IKE_SA_INIT, which has no keys yet, nor within each other.",
                    WireTexts.REPORT);
        }
    }

    /// RFC 7296 §3.14: SK has to be the last payload; `octets` follow it.
    record NotLast(int payloadType, int octets) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(12);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "An IKE message goes on for " + octets + " octets after its " + PayloadType.name(payloadType)
                            + " payload.",
                    "The Encrypted payload has to be the last one (RFC 7296 §3.14).",
                    WireTexts.REPORT);
        }
    }

    /// The integrity check failed, or there is not even room for it.
    record NotAuthentic(int messageId) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(13);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "An IKE message with id " + Integer.toUnsignedString(messageId) + " is not authentic.",
                    "Its integrity check failed: it was altered on the way, forged, or made with other keys.",
                    "For single ones nothing. If no message passes, compare the pre-shared key or restart the peer's"
                            + " connection.");
        }
    }

    /// Pad Length is more than what was decrypted.
    record BadPadding(int padLength, int octets) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(14);
        }

        @Override
        public Optional<Payload.Notify> answer() {
            return WireTexts.INVALID_SYNTAX;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "An authentic IKE message has padding that cannot be.",
                    "It claims " + padLength + " octets of padding within " + octets + " decrypted octets.",
                    WireTexts.REPORT);
        }
    }

    /// RFC 7383 §2.6: numbers that no fragment can have, or a lower total than the fragments that wait have (`waiting`,
    /// 0 if none).
    record BadFragment(int number, int total, int waiting) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(15);
        }

        @Override
        public Explanation explain() {
            String why = waiting > total
                    ? "Fragments of a later cut into " + waiting + " are already waiting."
                    : "Numbers run from 1 to the total, and no more than " + FragmentSet.MOST_FRAGMENTS
                            + " fragments are taken.";
            return new Explanation(
                    "An IKE fragment says that it is number " + number + " of " + total + ".",
                    why,
                    "Nothing for late ones. Otherwise raise the fragment size at the peer, so that it sends fewer.");
        }
    }

    /// RFC 7383 §2.6: the fragment is here already.
    record FragmentRepeated(int number, int total) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(16);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The IKE fragment number " + number + " of " + total + " came again.",
                    "It was sent again or doubled on the way; the first one is kept.",
                    "Nothing: this is ordinary on a path with losses.");
        }
    }

    /// A fragment of a message older than the one whose fragments wait.
    record LateFragment(int messageId, int waitingId) implements WireFailure {
        @Override
        public FailureCode code() {
            return WireTexts.code(17);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "A fragment of message " + Integer.toUnsignedString(messageId) + " came late.",
                    "Fragments of the later message " + Integer.toUnsignedString(waitingId) + " are already waiting.",
                    "Nothing: this is ordinary on a path that delays packets.");
        }
    }
}
