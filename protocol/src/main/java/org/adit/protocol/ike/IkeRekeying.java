package org.adit.protocol.ike;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.KeyExchange;
import org.adit.protocol.crypto.KeyExchange.Agreement;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.exchange.ExchangeFailure;
import org.adit.protocol.exchange.IkeKeys;
import org.adit.protocol.exchange.RekeyCollision;
import org.adit.protocol.exchange.Request;
import org.adit.protocol.exchange.Response;
import org.adit.protocol.exchange.ResponseReader;
import org.adit.protocol.exchange.Spis;
import org.adit.protocol.ike.IkeEvent.Closing;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.negotiate.Chosen;
import org.adit.protocol.negotiate.NegotiateFailure;
import org.adit.protocol.negotiate.Proposals;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.IkeSpi;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.Proposal;

/// Rekeying an IKE SA, in both roles, and the passing of the line to the successor. Who asked for the rekey passes
/// it on at once and deletes the old IKE SA; who was asked, when the old one is deleted or the new one is used.
/// RFC 7296 §1.3.2, 2.8, 2.8.2, 2.18, 2.25.2.
final class IkeRekeying {
    private static final int NONCE_OCTETS = 32;
    private static final Duration LOSER_LASTS = Duration.ofSeconds(30);

    private final IkeSa sa;
    private final Established established;
    private Optional<IkeSa> successor = Optional.empty();
    private Optional<Established> predecessor = Optional.empty();

    IkeRekeying(IkeSa sa, Established established) {
        this.sa = sa;
        this.established = established;
    }

    /// The IKE SA that will take over, or has. One that ended before it could does not count: its peer may be dead, and
    /// only this one can find that out.
    Optional<IkeSa> successor() {
        return successor.filter(next -> !next.gone());
    }

    /// Whether Child SAs must be left alone for the moment.
    boolean underWay() {
        return successor().isPresent()
                || established
                        .running()
                        .filter(Running.RekeyIke.class::isInstance)
                        .isPresent();
    }

    // ---- as initiator

    void start(Turn turn) {
        ask(turn, sa.channel().keys().suite().keyExchange(), false);
    }

    private void ask(Turn turn, KeyExchangeMethod method, boolean again) {
        IkeSpi spi = sa.tools().newIkeSpi();
        List<Proposal> offered = sa.tools().proposals().ikeOffer(Spis.octets(spi));
        KeyExchange.Offer offer =
                sa.tools().crypto().keyExchange(method).offer(sa.tools().randomness());
        Bytes nonce = sa.tools().randomness().octets(NONCE_OCTETS);
        established.run(new Running.RekeyIke(spi, offered, nonce, offer, again, Optional.empty()));
        sa.channel()
                .request(
                        turn,
                        ExchangeType.CREATE_CHILD_SA,
                        List.of(
                                new Payload.SecurityAssociation(offered),
                                new Payload.Nonce(nonce),
                                new Payload.KeyExchangeData(method.transformId(), offer.publicValue())));
    }

    void onResponse(Turn turn, Running.RekeyIke running, IkeMessage message) {
        Result<Response, ExchangeFailure> read = ResponseReader.ike(message);
        switch (read) {
            case Result.Failed<Response, ExchangeFailure>(var failure) -> sa.fail(turn, failure);
            case Result.Ok<Response, ExchangeFailure>(var response) -> {
                switch (response) {
                    case Response.Ike ike -> complete(turn, running, ike);
                    case Response.GroupWanted(var group) -> retryWithGroup(turn, running, group);
                    case Response.Refused(var notify) -> onRefused(turn, notify);
                    case Response.Init _,
                            Response.CookieWanted _,
                            Response.Authenticated _,
                            Response.Child _,
                            Response.Informed _ -> {}
                }
            }
        }
        running.offer().close();
    }

    private void onRefused(Turn turn, NotifyType notify) {
        if (successor().isEmpty()) {
            turn.note("The peer answered the rekey of the IKE SA with " + notify + "; trying again.");
            established.putOff(turn, new Want.RekeyIke());
        }
    }

    private void retryWithGroup(Turn turn, Running.RekeyIke running, int group) {
        Optional<KeyExchangeMethod> method = sa.tools().proposals().offeredGroup(group);
        if (running.triedOtherGroup() || method.isEmpty()) {
            onRefused(turn, NotifyType.INVALID_KE_PAYLOAD);
        } else if (successor().isEmpty()) {
            ask(turn, method.get(), true);
        }
    }

    private void complete(Turn turn, Running.RekeyIke running, Response.Ike response) {
        Result<Chosen.Ike, NegotiateFailure> accepted =
                sa.tools().proposals().acceptIke(running.offered(), response.proposals());
        if (accepted instanceof Result.Failed<Chosen.Ike, NegotiateFailure>(var failure)) {
            sa.fail(turn, failure);
            return;
        }
        Chosen.Ike chosen = ((Result.Ok<Chosen.Ike, NegotiateFailure>) accepted).value();
        KeyExchangeMethod method = running.offer().method();
        if (chosen.suite().keyExchange() != method
                || response.keyExchange().group() != method.transformId()
                || chosen.peerSpi().length() != 8) {
            sa.fail(
                    turn,
                    new ExchangeFailure.GroupMismatch(response.keyExchange().group(), method));
            return;
        }
        switch (running.offer().complete(response.keyExchange().data())) {
            case Agreement.Refused(var why) -> sa.fail(turn, new ExchangeFailure.BadPublicValue(method, why));
            case Agreement.Agreed(var _, var shared) -> {
                IkeSpi theirs = Spis.ikeSpi(chosen.peerSpi());
                IkeKeys.Ingredients from = new IkeKeys.Ingredients(
                        chosen.suite(), running.nonce(), response.nonce(), running.spi(), theirs, true);
                settle(turn, running, create(turn, from, shared), from);
            }
        }
    }

    /// Ours is there. If the peer made one as well, only one takes over (RFC 7296 §2.8.2).
    private void settle(Turn turn, Running.RekeyIke running, IkeSa ours, IkeKeys.Ingredients from) {
        established.notPutOff();
        boolean survives = running.colliding().isEmpty()
                || RekeyCollision.oursSurvives(
                        new RekeyCollision.Nonces(from.nonceI(), from.nonceR()),
                        running.colliding().get());
        if (survives) {
            // The peer deletes the one it made, unless our deletion of the old one makes it forget that it did.
            successor.ifPresent(loser -> loser.timers().set(Timer.HARD_EXPIRY, turn.now(), LOSER_LASTS));
            successor = Optional.of(ours);
            passOn(turn);
            established.want(turn, new Want.DeleteIke());
        } else {
            turn.note("Both sides rekeyed the IKE SA at once; the peer's stays.");
            if (ours.phase() instanceof Established redundant) {
                redundant.want(turn, new Want.DeleteIke());
            }
        }
    }

    private IkeSa create(Turn turn, IkeKeys.Ingredients from, Secret shared) {
        IkeSa next = new IkeSa(sa.lineage(), from.initiator(), from.spiI(), from.spiR());
        IkeKeys keys = sa.channel()
                .keys()
                .rekeyed(
                        sa.tools().crypto(),
                        sa.tools().randomness(),
                        from,
                        shared,
                        sa.tools().witness()::onIkeKeys);
        next.channel().protect(keys, from.spiR(), false);
        Established phase = Established.of(turn, next, sa.lineage().peer().orElseThrow());
        phase.rekeying().predecessor = Optional.of(established);
        turn.bear(next);
        return next;
    }

    // ---- as responder

    void onRequest(Turn turn, IkeHeader header, Path path, Request.RekeyIke request) {
        boolean childUnderWay = established
                .running()
                .filter(r -> r instanceof Running.MakeChild || r instanceof Running.DeleteChild)
                .isPresent();
        boolean closing = established
                .running()
                .filter(Running.DeleteIke.class::isInstance)
                .isPresent();
        if (childUnderWay || closing || successor().isPresent()) {
            sa.refuse(turn, header, path, NotifyType.TEMPORARY_FAILURE);
            return;
        }
        Result<Chosen.Ike, NegotiateFailure> choice = sa.tools()
                .proposals()
                .chooseIke(request.proposals(), request.keyExchange().group());
        switch (choice) {
            case Result.Failed<Chosen.Ike, NegotiateFailure>(var failure) -> {
                sa.refuse(turn, header, path, NotifyType.NO_PROPOSAL_CHOSEN);
                turn.note("The peer's rekey of the IKE SA was refused: "
                        + failure.explain().what());
            }
            case Result.Ok<Chosen.Ike, NegotiateFailure>(var chosen) -> answer(turn, header, path, request, chosen);
        }
    }

    private void answer(Turn turn, IkeHeader header, Path path, Request.RekeyIke request, Chosen.Ike chosen) {
        KeyExchangeMethod method = chosen.suite().keyExchange();
        if (request.keyExchange().group() != method.transformId()) {
            sa.channel().respond(turn, header, path, List.of(ChildMaking.groupWanted(method)));
            return;
        }
        Agreement agreement = sa.tools()
                .crypto()
                .keyExchange(method)
                .answer(request.keyExchange().data(), sa.tools().randomness());
        if (!(agreement instanceof Agreement.Agreed(var publicValue, var shared))
                || chosen.peerSpi().length() != 8) {
            sa.refuse(turn, header, path, NotifyType.INVALID_SYNTAX);
            return;
        }
        IkeSpi own = sa.tools().newIkeSpi();
        Bytes nonce = sa.tools().randomness().octets(NONCE_OCTETS);
        IkeKeys.Ingredients from = new IkeKeys.Ingredients(
                chosen.suite(), request.nonce(), nonce, Spis.ikeSpi(chosen.peerSpi()), own, false);
        successor = Optional.of(create(turn, from, shared));
        sa.channel()
                .respond(
                        turn,
                        header,
                        path,
                        List.of(
                                new Payload.SecurityAssociation(
                                        List.of(Proposals.withSpi(chosen.answer(), Spis.octets(own)))),
                                new Payload.Nonce(nonce),
                                new Payload.KeyExchangeData(method.transformId(), publicValue)));
        if (established.running().orElse(null) instanceof Running.RekeyIke ours) {
            established.run(ours.collidingWith(new RekeyCollision.Nonces(request.nonce(), nonce)));
        }
    }

    /// The peer uses this IKE SA: then it is the one that stays, even if the old one's deletion is still under way.
    void onRequestHere(Turn turn, Request request) {
        boolean farewell = request instanceof Request.Inform inform && inform.deletesIkeSa();
        if (!farewell) {
            predecessor.ifPresent(old -> old.rekeying().passOnTo(turn, sa));
        }
    }

    private void passOnTo(Turn turn, IkeSa next) {
        if (successor.filter(s -> s == next).isPresent()) {
            passOn(turn);
        }
    }

    /// The peer deletes this IKE SA: the line goes on with the successor, if there is one.
    void onDeletedByPeer(Turn turn) {
        passOn(turn);
        sa.end(turn, Closing.By.PEER, Optional.empty());
    }

    private void passOn(Turn turn) {
        if (successor.isEmpty() || !sa.lineage().isCurrent(sa)) {
            return;
        }
        IkeSa next = successor.get();
        if (next.phase() instanceof Established heir) {
            sa.lineage().makeCurrent(next);
            heir.rekeying().predecessor = Optional.empty(); // or each would hold all before it
            turn.report(new IkeEvent.IkeRekeyed(next.channel().keys().suite()));
            established.handOver(turn, heir);
        }
    }
}
