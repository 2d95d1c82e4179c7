package org.adit.protocol.negotiate;

import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.negotiate.NegotiateFailure.AnswerNotOffered;
import org.adit.protocol.wire.Proposal;
import org.adit.protocol.wire.Proposal.Transform;

/// The initiator's look at an answer: exactly one proposal, one transform per type, each as it was offered
/// (RFC 7296 §2.7, §3.3). Whoever answers anything else is not to be talked to.
final class AnswerCheck {
    private static final List<Integer> IKE_NEEDS = List.of(Transform.ENCRYPTION, Transform.PRF, Transform.KEY_EXCHANGE);
    private static final List<Integer> ESP_NEEDS = List.of(Transform.ENCRYPTION, Transform.SEQUENCE_NUMBERS);

    private AnswerCheck() {}

    static Result<Proposal, NegotiateFailure> one(List<Proposal> offered, List<Proposal> answered) {
        if (answered.size() != 1) {
            return refuse("it holds " + answered.size() + " proposals instead of one", answered);
        }
        Proposal answer = answered.getFirst();
        Optional<Proposal> offer =
                offered.stream().filter(p -> p.number() == answer.number()).findFirst();
        if (offer.isEmpty() || offer.get().protocol() != answer.protocol()) {
            return refuse("no such proposal was offered", answered);
        }
        Optional<String> flaw = Soundness.flaw(answer, answer.number() - 1, answer.protocol());
        if (flaw.isPresent() || answer.spi().length() != offer.get().spi().length()) {
            return refuse(flaw.orElse("its SPI has another length"), answered);
        }
        Optional<String> difference = difference(offer.get(), answer);
        return difference.isPresent() ? refuse(difference.get(), answered) : Result.ok(answer);
    }

    static Result<Chosen.Ike, NegotiateFailure> ike(Proposal answer) {
        if (answer.protocol() != Proposal.IKE) {
            return refuse("it is not for IKE", List.of(answer));
        }
        return integrityFault(answer)
                .map(AnswerCheck::<Chosen.Ike>fault)
                .orElseGet(() -> Result.ok(Proposals.ike(answer.spi(), answer)));
    }

    static Result<Chosen.Child, NegotiateFailure> child(Proposal answer) {
        if (answer.protocol() != Proposal.ESP) {
            return refuse("it is not for ESP", List.of(answer));
        }
        return integrityFault(answer)
                .map(AnswerCheck::<Chosen.Child>fault)
                .orElseGet(() -> Result.ok(Proposals.child(answer.spi(), answer)));
    }

    private static <T> Result<T, NegotiateFailure> fault(NegotiateFailure why) {
        return Result.failed(why);
    }

    private static Optional<String> difference(Proposal offer, Proposal answer) {
        for (Transform transform : answer.transforms()) {
            if (!offer.transforms().contains(transform) && !meansAbsent(offer, transform)) {
                return Optional.of(transform + " was not offered");
            }
            if (answer.ofType(transform.type()).size() > 1) {
                return Optional.of("it holds more than one transform of type " + transform.type());
            }
        }
        for (int needed : answer.protocol() == Proposal.IKE ? IKE_NEEDS : ESP_NEEDS) {
            if (answer.ofType(needed).isEmpty()) {
                return Optional.of("it holds no transform of type " + needed);
            }
        }
        boolean mustExchangeKeys = !offer.ofType(Transform.KEY_EXCHANGE).isEmpty()
                && !offer.transforms().contains(Transforms.NO_KEY_EXCHANGE);
        return mustExchangeKeys && answer.ofType(Transform.KEY_EXCHANGE).isEmpty()
                ? Optional.of("it leaves the key exchange out")
                : Optional.empty();
    }

    /// NONE says the same as no transform of that type (RFC 7296 §3.3.2, §3.3.3).
    private static boolean meansAbsent(Proposal offer, Transform transform) {
        return (transform.equals(Transforms.NO_INTEGRITY) || transform.equals(Transforms.NO_KEY_EXCHANGE))
                && offer.ofType(transform.type()).isEmpty();
    }

    /// A CBC cipher without integrity was never offered, but leaving a type out is not seen by comparing transforms.
    private static Optional<NegotiateFailure> integrityFault(Proposal answer) {
        boolean aead = answer.ofType(Transform.ENCRYPTION).stream()
                .flatMap(t -> Transforms.encryption(t).stream())
                .anyMatch(cipher -> cipher.aead());
        boolean integrity = answer.ofType(Transform.INTEGRITY).stream()
                .anyMatch(t -> Transforms.integrity(t).isPresent());
        return aead == integrity
                ? Optional.of(new AnswerNotOffered("its cipher and its integrity do not go together", List.of(answer)))
                : Optional.empty();
    }

    private static <T> Result<T, NegotiateFailure> refuse(String why, List<Proposal> answered) {
        return Result.failed(new AnswerNotOffered(why, answered));
    }
}
