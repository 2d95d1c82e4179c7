package org.adit.protocol.exchange;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;

/// Takes the payloads of one message by rule: exactly one, at most one, any number. The first broken rule is kept in
/// [#problem], and results must not be used then. Payloads that no rule asks for are ignored (RFC 7296 §2.5).
final class PayloadReader {
    private static final int SHORTEST_NONCE = 16;
    private static final int LONGEST_NONCE = 256;

    private final IkeMessage message;
    private Optional<ExchangeFailure> problem = Optional.empty();

    PayloadReader(IkeMessage message) {
        this.message = message;
    }

    Optional<ExchangeFailure> problem() {
        return problem;
    }

    <P extends Payload> Optional<P> optional(Class<P> kind) {
        return atMostOne(message.all(kind), kind.getSimpleName());
    }

    <P extends Payload> Optional<P> one(Class<P> kind) {
        return present(optional(kind), kind.getSimpleName());
    }

    Optional<Payload.Identification> optionalIdentification(boolean initiator) {
        return atMostOne(
                message.all(Payload.Identification.class).stream()
                        .filter(id -> id.initiator() == initiator)
                        .toList(),
                initiator ? "IDi" : "IDr");
    }

    Optional<Payload.Identification> identification(boolean initiator) {
        return present(optionalIdentification(initiator), initiator ? "IDi" : "IDr");
    }

    Optional<List<TrafficSelector>> selectors(boolean initiator) {
        String name = initiator ? "TSi" : "TSr";
        Optional<Payload.TrafficSelectors> found = atMostOne(
                message.all(Payload.TrafficSelectors.class).stream()
                        .filter(ts -> ts.initiator() == initiator)
                        .toList(),
                name);
        return present(found, name).map(Payload.TrafficSelectors::selectors);
    }

    Optional<Bytes> nonce() {
        Optional<Bytes> nonce = one(Payload.Nonce.class).map(Payload.Nonce::data);
        nonce.filter(n -> n.length() < SHORTEST_NONCE || n.length() > LONGEST_NONCE)
                .ifPresent(n -> note(new ExchangeFailure.NonceLength(n.length())));
        return nonce;
    }

    /// SA, optional KE, TSi and TSr together.
    Optional<ChildWish> childWish() {
        Optional<Payload.SecurityAssociation> sa = one(Payload.SecurityAssociation.class);
        Optional<Payload.KeyExchangeData> ke = optional(Payload.KeyExchangeData.class);
        Optional<List<TrafficSelector>> initiator = selectors(true);
        Optional<List<TrafficSelector>> responder = selectors(false);
        if (problem.isPresent() || sa.isEmpty() || initiator.isEmpty() || responder.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ChildWish(sa.get().proposals(), ke, initiator.get(), responder.get()));
    }

    /// The first error notify.
    Optional<NotifyType> error() {
        return message.all(Payload.Notify.class).stream()
                .map(Payload.Notify::type)
                .filter(NotifyType::isError)
                .findFirst();
    }

    private <P> Optional<P> atMostOne(List<P> found, String name) {
        if (found.size() > 1) {
            note(new ExchangeFailure.PayloadRepeated(message.header().exchange(), name));
        }
        return found.stream().findFirst();
    }

    private <P> Optional<P> present(Optional<P> found, String name) {
        if (found.isEmpty()) {
            note(new ExchangeFailure.PayloadMissing(message.header().exchange(), name));
        }
        return found;
    }

    private void note(ExchangeFailure failure) {
        if (problem.isEmpty()) {
            problem = Optional.of(failure);
        }
    }
}
