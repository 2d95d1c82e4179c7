package org.adit.protocol.ike;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.KeyExchange;
import org.adit.protocol.crypto.KeyExchange.Agreement;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.exchange.ChildWish;
import org.adit.protocol.exchange.ExchangeFailure;
import org.adit.protocol.exchange.Spis;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.adit.protocol.ipsec.SaLimits;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.Chosen;
import org.adit.protocol.negotiate.NegotiateFailure;
import org.adit.protocol.negotiate.Proposals;
import org.adit.protocol.negotiate.SelectorNarrowing;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.Proposal;

/// Makes a Child SA out of an offer and an answer, on either side, with keys from this IKE SA. RFC 7296 §1.3.1, 2.9,
/// 2.17.
final class ChildMaking {
    private final IkeSa sa;

    ChildMaking(IkeSa sa) {
        this.sa = sa;
    }

    record Nonces(Bytes initiator, Bytes responder) {}

    /// What we, as initiator, proposed. `offer` is there if we sent KE.
    record Asked(
            Spi spi,
            List<Proposal> offered,
            List<TrafficSelector> local,
            List<TrafficSelector> remote,
            Optional<KeyExchange.Offer> offer) {}

    sealed interface Made {
        record Child(ChildSa child, List<Payload> answer) implements Made {}

        /// `answer` is the notify for the peer, when we are the responder.
        record Not(Failure why, Payload.Notify answer) implements Made {}
    }

    private static Made.Not not(Failure why, NotifyType notify) {
        return new Made.Not(why, Payload.Notify.of(notify));
    }

    /// Initiator: the responder's grant.
    Made complete(Turn turn, Asked asked, ChildWish grant, Nonces nonces) {
        Result<Chosen.Child, NegotiateFailure> accepted =
                sa.tools().proposals().acceptChild(asked.offered(), grant.proposals());
        if (accepted instanceof Result.Failed<Chosen.Child, NegotiateFailure>(var failure)) {
            return not(failure, NotifyType.NO_PROPOSAL_CHOSEN);
        }
        Chosen.Child chosen = ((Result.Ok<Chosen.Child, NegotiateFailure>) accepted).value();
        if (grant.initiatorSelectors().isEmpty()
                || grant.responderSelectors().isEmpty()
                || !SelectorNarrowing.within(grant.initiatorSelectors(), asked.local())
                || !SelectorNarrowing.within(grant.responderSelectors(), asked.remote())) {
            return not(new ExchangeFailure.SelectorsWidened(), NotifyType.TS_UNACCEPTABLE);
        }
        Optional<Secret> shared = Optional.empty();
        if (chosen.keyExchange().isPresent()) {
            Optional<Agreement> agreement = agree(asked, chosen.keyExchange().get(), grant);
            if (!(agreement.orElse(null) instanceof Agreement.Agreed(var _, var secret))) {
                return not(
                        new ExchangeFailure.GroupMismatch(
                                grant.group().orElse(0), chosen.keyExchange().get()),
                        NotifyType.INVALID_SYNTAX);
            }
            shared = Optional.of(secret);
        }
        Pair pair = new Pair(asked.spi(), chosen, grant.initiatorSelectors(), grant.responderSelectors());
        return new Made.Child(install(turn, pair, true, true, shared, nonces), List.of());
    }

    private static Optional<Agreement> agree(Asked asked, KeyExchangeMethod method, ChildWish grant) {
        return asked.offer()
                .filter(offer -> offer.method() == method)
                .flatMap(offer -> grant.keyExchange()
                        .filter(ke -> ke.group() == method.transformId())
                        .map(ke -> offer.complete(ke.data())));
    }

    /// Responder: choose, narrow, make. A pair that is `replaced` goes on sending until the initiator is surely ready.
    Made answer(Turn turn, ChildWish wish, Bytes peerNonce, Bytes ownNonce, Optional<ChildSa> replaced) {
        if (sa.lineage().children().full()) {
            return not(
                    new ExchangeFailure.PeerRefused(ExchangeType.CREATE_CHILD_SA, NotifyType.NO_ADDITIONAL_SAS),
                    NotifyType.NO_ADDITIONAL_SAS);
        }
        Result<Chosen.Child, NegotiateFailure> choice = sa.tools()
                .proposals()
                .chooseChild(wish.proposals(), wish.group(), sa.channel().keys().suite());
        if (choice instanceof Result.Failed<Chosen.Child, NegotiateFailure>(var failure)) {
            return not(failure, NotifyType.NO_PROPOSAL_CHOSEN);
        }
        Chosen.Child chosen = ((Result.Ok<Chosen.Child, NegotiateFailure>) choice).value();
        List<TrafficSelector> remote =
                SelectorNarrowing.narrow(wish.initiatorSelectors(), sa.lineage().remote());
        List<TrafficSelector> local =
                SelectorNarrowing.narrow(wish.responderSelectors(), sa.lineage().local());
        if (remote.isEmpty() || local.isEmpty()) {
            return not(
                    new IkeFailure.SelectorsDisjoint(
                            wish.initiatorSelectors() + " to " + wish.responderSelectors(),
                            sa.lineage().remote() + " to " + sa.lineage().local()),
                    NotifyType.TS_UNACCEPTABLE);
        }
        List<Payload> exchanged = new ArrayList<>();
        Optional<Secret> shared = Optional.empty();
        if (chosen.keyExchange().isPresent()) {
            KeyExchangeMethod method = chosen.keyExchange().get();
            if (wish.group().filter(g -> g == method.transformId()).isEmpty()) {
                return new Made.Not(
                        new ExchangeFailure.GroupMismatch(wish.group().orElse(0), method), groupWanted(method));
            }
            Agreement agreement = sa.tools()
                    .crypto()
                    .keyExchange(method)
                    .answer(wish.keyExchange().orElseThrow().data(), sa.tools().randomness());
            switch (agreement) {
                case Agreement.Refused(var why) -> {
                    return not(new ExchangeFailure.BadPublicValue(method, why), NotifyType.INVALID_SYNTAX);
                }
                case Agreement.Agreed(var publicValue, var secret) -> {
                    shared = Optional.of(secret);
                    exchanged.add(new Payload.KeyExchangeData(method.transformId(), publicValue));
                }
            }
        }
        Spi spi = sa.lineage().children().newSpi(remote);
        Pair pair = new Pair(spi, chosen, local, remote);
        ChildSa child = install(turn, pair, false, replaced.isEmpty(), shared, new Nonces(peerNonce, ownNonce));
        return new Made.Child(child, answerPayloads(pair, exchanged));
    }

    static Payload.Notify groupWanted(KeyExchangeMethod method) {
        return Payload.Notify.of(NotifyType.INVALID_KE_PAYLOAD, Bytes.of((byte) (method.transformId() >>> 8), (byte)
                method.transformId()));
    }

    /// SA, KE, TSi, TSr; the caller adds Nr where the exchange has one.
    private static List<Payload> answerPayloads(Pair pair, List<Payload> exchanged) {
        List<Payload> payloads = new ArrayList<>();
        payloads.add(new Payload.SecurityAssociation(
                List.of(Proposals.withSpi(pair.chosen().answer(), Spis.octets(pair.inbound())))));
        payloads.addAll(exchanged);
        payloads.add(new Payload.TrafficSelectors(true, pair.remote()));
        payloads.add(new Payload.TrafficSelectors(false, pair.local()));
        return payloads;
    }

    /// A pair that is agreed. `local` and `remote` are as seen from us.
    private record Pair(Spi inbound, Chosen.Child chosen, List<TrafficSelector> local, List<TrafficSelector> remote) {
        EspSuite suite() {
            return chosen.suite();
        }
    }

    private ChildSa install(
            Turn turn, Pair pair, boolean initiator, boolean startsSending, Optional<Secret> shared, Nonces nonces) {
        List<EspKeys> keys =
                sa.channel().keys().childKeys(pair.suite(), shared, nonces.initiator(), nonces.responder());
        Spi outbound = Spis.ofOctets(pair.chosen().peerSpi());
        ChildSaSpec spec = new ChildSaSpec(
                pair.inbound(),
                outbound,
                pair.suite(),
                keys.get(initiator ? 1 : 0),
                keys.get(initiator ? 0 : 1),
                pair.local(),
                pair.remote(),
                sa.lineage().path(),
                limits(pair.suite()),
                startsSending);
        sa.tools().witness().onChildKeys(spec);
        turn.act(new Action.Install(sa.id(), spec));
        return sa.lineage()
                .children()
                .add(
                        new IkeEvent.Child(pair.inbound(), outbound, pair.suite(), pair.local(), pair.remote()),
                        turn.now());
    }

    /// Standards §2.2: 2^31 packets without ESN, 2^36 with; CBC 2^32 blocks. Rekeying starts at half of the hard
    /// limit
    /// at the latest.
    private static SaLimits limits(EspSuite suite) {
        long packets = suite.extendedSequenceNumbers() ? 1L << 36 : 1L << 31;
        long octets = suite.encryption().aead() ? Long.MAX_VALUE / 2 : 1L << 35;
        return new SaLimits(packets, packets + packets / 2, octets, octets * 2);
    }
}
