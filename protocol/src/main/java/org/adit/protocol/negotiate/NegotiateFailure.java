package org.adit.protocol.negotiate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.wire.Proposal;
import org.adit.protocol.wire.TransformNames;

/// Why no agreement was reached, with the difference between offered and accepted. Codes IKE-001 to IKE-029.
public sealed interface NegotiateFailure extends Failure {
    /// The commands that give stock clients algorithms worth having.
    String FIX_CLIENTS = "Windows: run Set-VpnConnectionIPsecConfiguration with -AuthenticationTransformConstants "
            + "GCMAES256 -CipherTransformConstants GCMAES256 -EncryptionMethod GCMAES256 -IntegrityCheckMethod SHA384 "
            + "-DHGroup ECP384 -PfsGroup ECP384. Other clients: install a profile made by adit profile.";

    /// Responder, IKE SA. `compatAgrees`: the policy `compat` would have found a suite.
    record NoCommonIkeProposal(
            CryptoPolicy policy, List<Proposal> offered, List<Proposal> accepted, boolean compatAgrees)
            implements NegotiateFailure {
        public NoCommonIkeProposal {
            offered = List.copyOf(offered);
            accepted = List.copyOf(accepted);
        }

        @Override
        public FailureCode code() {
            return number(1);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            String remedy = compatAgrees
                    ? "Give the device a profile made by adit profile, or set policy = \"compat\" in [crypto] "
                            + "(needed by macOS devices that were set up by hand)."
                    : FIX_CLIENTS;
            return new Explanation(
                    "The peer offered no algorithms for the IKE SA that the policy \"" + word(policy) + "\" accepts.",
                    OfferDifference.closest(offered, accepted) + ".",
                    remedy);
        }
    }

    /// Responder, IKE SA or Child SA: each proposal needs an algorithm that nobody should use.
    record OnlyWeakAlgorithms(CryptoPolicy policy, List<Proposal> offered, List<Proposal> accepted)
            implements NegotiateFailure {
        public OnlyWeakAlgorithms {
            offered = List.copyOf(offered);
            accepted = List.copyOf(accepted);
        }

        @Override
        public FailureCode code() {
            return number(2);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The client offered only weak algorithms (" + OfferDifference.weakNames(offered)
                            + "), which no policy accepts.",
                    OfferDifference.closest(offered, accepted) + ".",
                    FIX_CLIENTS);
        }
    }

    /// Responder, Child SA.
    record NoCommonChildProposal(CryptoPolicy policy, List<Proposal> offered, List<Proposal> accepted)
            implements NegotiateFailure {
        public NoCommonChildProposal {
            offered = List.copyOf(offered);
            accepted = List.copyOf(accepted);
        }

        @Override
        public FailureCode code() {
            return number(3);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer offered no algorithms for the Child SA that the policy \"" + word(policy) + "\" accepts.",
                    OfferDifference.closest(offered, accepted) + ".",
                    FIX_CLIENTS);
        }
    }

    /// Responder: the only common suites would be stronger-keyed than the IKE SA that carries their keys.
    record ChildStrongerThanIke(EncryptionAlgorithm child, EncryptionAlgorithm ike) implements NegotiateFailure {
        @Override
        public FailureCode code() {
            return number(4);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The Child SA would be stronger than the IKE SA that protects its negotiation.",
                    "The peer asks for " + child + " with " + child.keyBits() + "-bit keys, but its IKE SA uses " + ike
                            + " with " + ike.keyBits() + ".",
                    "Let the peer use 256-bit keys for the IKE SA too, or 128-bit keys for the Child SA.");
        }
    }

    /// Initiator: the responder's choice is none of what was offered. The IKE SA must not go on.
    record AnswerNotOffered(String difference, List<Proposal> answered) implements NegotiateFailure {
        public AnswerNotOffered {
            answered = List.copyOf(answered);
        }

        @Override
        public FailureCode code() {
            return number(5);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            String chosen = answered.isEmpty() ? "nothing" : OfferDifference.summary(answered);
            return new Explanation(
                    "The peer chose algorithms that were not offered to it.",
                    "Its answer (" + chosen + ") is not acceptable: " + difference + ".",
                    "Update the peer; if it stays so, report this with the peer's name and version.");
        }
    }

    /// Responder, Child SA: everything acceptable needs a key exchange, but no KE payload came.
    record KeyExchangeMissing(List<Proposal> offered) implements NegotiateFailure {
        public KeyExchangeMissing {
            offered = List.copyOf(offered);
        }

        @Override
        public FailureCode code() {
            return number(6);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer's proposals for the Child SA need a key exchange, but it sent no KE payload.",
                    "Offered: " + OfferDifference.summary(offered) + ".",
                    "In the peer's settings, leave the group of the Child SA empty or turn perfect forward secrecy "
                            + "on properly; then update the peer.");
        }
    }

    /// A nonce of the wrong length (RFC 7296 §2.10, §3.9).
    record NonceUnfit(int octets, int least) implements NegotiateFailure {
        @Override
        public FailureCode code() {
            return number(7);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer's nonce has " + octets + " octets, which is not allowed.",
                    "For the chosen PRF it must have " + least + " to " + Nonces.MAX_OCTETS + " octets.",
                    "Update the peer; if it stays so, report this with the peer's name and version.");
        }
    }

    /// Initiator: INVALID_KE_PAYLOAD names a group that we did not offer, or comes a second time (R-7296-09).
    record GroupNotAvailable(int group, List<Integer> offered) implements NegotiateFailure {
        public GroupNotAvailable {
            offered = List.copyOf(offered);
        }

        @Override
        public FailureCode code() {
            return number(8);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            String ours = offered.stream().map(NegotiateFailure::groupName).collect(Collectors.joining(", "));
            return new Explanation(
                    "The peer insists on the key exchange " + groupName(group) + ".",
                    "It asked for that group although only these could be used: " + ours + ".",
                    "Allow one of these groups in the peer's settings.");
        }
    }

    /// Responder: nothing is left of the peer's selectors (TS_UNACCEPTABLE, RFC 7296 §2.9).
    record NoCommonSelectors(List<TrafficSelector> offered, List<TrafficSelector> allowed) implements NegotiateFailure {
        public NoCommonSelectors {
            offered = List.copyOf(offered);
            allowed = List.copyOf(allowed);
        }

        @Override
        public FailureCode code() {
            return number(9);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer asked for traffic that it may not have.",
                    "It asked for " + selectors(offered) + "; allowed is " + selectors(allowed) + ".",
                    "Compare the networks in the peer's settings with those of its role or site.");
        }
    }

    /// Initiator: the answered selectors are not a subset of what was proposed.
    record SelectorsWidened(List<TrafficSelector> proposed, List<TrafficSelector> answered)
            implements NegotiateFailure {
        public SelectorsWidened {
            proposed = List.copyOf(proposed);
            answered = List.copyOf(answered);
        }

        @Override
        public FailureCode code() {
            return number(10);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer answered with more traffic than was asked for.",
                    "Proposed was " + selectors(proposed) + "; it answered " + selectors(answered) + ".",
                    "Compare the networks in the settings of both sides; if they agree, update the peer.");
        }
    }

    private static FailureCode number(int number) {
        return new FailureCode(FailureCode.Area.IKE, number);
    }

    private static String word(CryptoPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }

    private static String groupName(int group) {
        return TransformNames.of(Proposal.Transform.KEY_EXCHANGE, group);
    }

    private static String selectors(List<TrafficSelector> selectors) {
        if (selectors.isEmpty()) {
            return "nothing";
        }
        String shown =
                selectors.stream().limit(8).map(TrafficSelector::toString).collect(Collectors.joining(", "));
        return selectors.size() <= 8 ? shown : shown + " and " + (selectors.size() - 8) + " more";
    }
}
