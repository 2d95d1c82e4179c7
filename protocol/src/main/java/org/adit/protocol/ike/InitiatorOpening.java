package org.adit.protocol.ike;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.crypto.KeyExchange;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.exchange.ExchangeFailure;
import org.adit.protocol.exchange.IkeKeys;
import org.adit.protocol.exchange.PeerFeatures;
import org.adit.protocol.exchange.Request;
import org.adit.protocol.exchange.Response;
import org.adit.protocol.exchange.ResponseReader;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.negotiate.Chosen;
import org.adit.protocol.negotiate.NatDetection;
import org.adit.protocol.negotiate.NegotiateFailure;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.IkeSpi;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.PlainCodec;
import org.adit.protocol.wire.Proposal;

/// The initiator until both sides are proven: IKE_SA_INIT with its retries, then IKE_AUTH, which [SigningIn]
/// completes.
/// Nothing in an unprotected answer ends the attempt at once: it may be forged, so a better answer has a moment's
/// time
/// (RFC 7296 §2.21.1).
final class InitiatorOpening implements Phase {
    private static final int NONCE_OCTETS = 32;
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int IKE_PORT = 500;
    private static final int NAT_PORT = 4500;

    private final IkeSa sa;
    private final ConnectRequest request;
    private final Bytes nonce;
    private final List<Proposal> offered;
    private KeyExchange.Offer offer;
    private Optional<Bytes> cookie = Optional.empty();
    private boolean triedOtherGroup;
    private Bytes initRequest = Bytes.EMPTY;
    private Optional<Failure> refusal = Optional.empty();
    private Optional<SigningIn> signingIn = Optional.empty();

    private InitiatorOpening(IkeSa sa, ConnectRequest request) {
        this.sa = sa;
        this.request = request;
        this.nonce = sa.tools().randomness().octets(NONCE_OCTETS);
        this.offered = sa.tools().proposals().ikeOffer(Bytes.EMPTY);
        this.offer = offerOf(sa.tools().proposals().preferredGroup());
    }

    static void start(Turn turn, IkeSa sa, ConnectRequest request) {
        InitiatorOpening opening = new InitiatorOpening(sa, request);
        sa.become(opening);
        sa.lineage().makeCurrent(sa);
        turn.report(new IkeEvent.Started(true, request.path()));
        opening.sendInit(turn);
    }

    private KeyExchange.Offer offerOf(KeyExchangeMethod method) {
        return sa.tools().crypto().keyExchange(method).offer(sa.tools().randomness());
    }

    private void sendInit(Turn turn) {
        List<Payload> payloads = new ArrayList<>();
        cookie.ifPresent(c -> payloads.add(Payload.Notify.of(NotifyType.COOKIE, c))); // RFC 7296 §2.6: first
        payloads.add(new Payload.SecurityAssociation(offered));
        payloads.add(new Payload.KeyExchangeData(offer.method().transformId(), offer.publicValue()));
        payloads.add(new Payload.Nonce(nonce));
        IkeHeader header =
                new IkeHeader(sa.channel().initiatorSpi(), IkeSpi.ZERO, ExchangeType.IKE_SA_INIT, true, false, 0);
        payloads.addAll(
                NatDetection.payloads(sa.tools().crypto(), header, sa.lineage().path(), true));
        payloads.add(Payload.Notify.of(NotifyType.IKEV2_FRAGMENTATION_SUPPORTED));
        payloads.add(PeerFeatures.ownHashes());
        initRequest = sa.channel().requestInit(turn, payloads);
    }

    /// A datagram of IKE_SA_INIT with our SPI: the answer, or somebody's imitation of it.
    void onInit(Turn turn, Path path, Bytes datagram) {
        if (signingIn.isPresent()) {
            return;
        }
        if (!(PlainCodec.decode(datagram) instanceof Result.Ok<IkeMessage, ?>(var message))) {
            return;
        }
        IkeHeader header = message.header();
        if (!header.response() || header.fromInitiator() || header.messageId() != 0) {
            return;
        }
        switch (ResponseReader.init(message)) {
            case Result.Failed<Response, ExchangeFailure>(var failure) -> remember(turn, failure);
            case Result.Ok<Response, ExchangeFailure>(var response) -> {
                switch (response) {
                    case Response.CookieWanted(var wanted) -> retryWithCookie(turn, wanted);
                    case Response.GroupWanted(var group) -> retryWithGroup(turn, group);
                    case Response.Refused(var notify) ->
                        remember(turn, new ExchangeFailure.PeerRefused(ExchangeType.IKE_SA_INIT, notify));
                    case Response.Init init -> accept(turn, path, message, datagram, init);
                    case Response.Authenticated _, Response.Child _, Response.Ike _, Response.Informed _ -> {}
                }
            }
        }
    }

    private void retryWithCookie(Turn turn, Bytes wanted) {
        if (cookie.filter(wanted::equals).isEmpty()) {
            turn.note("The gateway is busy and asked for a cookie; sent it.");
            cookie = Optional.of(wanted);
            sendInit(turn);
        }
    }

    /// Only a group that we offered, and only once (R-7296-09).
    private void retryWithGroup(Turn turn, int group) {
        Optional<KeyExchangeMethod> method = sa.tools().proposals().offeredGroup(group);
        if (triedOtherGroup || method.isEmpty() || method.get() == offer.method()) {
            remember(turn, new ExchangeFailure.PeerRefused(ExchangeType.IKE_SA_INIT, NotifyType.INVALID_KE_PAYLOAD));
            return;
        }
        triedOtherGroup = true;
        turn.note("The gateway prefers the key exchange " + method.get() + "; trying that.");
        offer.close();
        offer = offerOf(method.get());
        sendInit(turn);
    }

    private void remember(Turn turn, Failure failure) {
        if (refusal.isEmpty()) {
            turn.note(failure.explain().what());
            sa.timers().set(Timer.HALF_OPEN, turn.now(), GRACE);
        }
        refusal = Optional.of(failure);
    }

    private void accept(Turn turn, Path path, IkeMessage message, Bytes datagram, Response.Init init) {
        IkeSpi responderSpi = message.header().responderSpi();
        Result<Chosen.Ike, NegotiateFailure> accepted = sa.tools().proposals().acceptIke(offered, init.proposals());
        if (accepted instanceof Result.Failed<Chosen.Ike, NegotiateFailure>(var failure)) {
            remember(turn, failure);
            return;
        }
        if (responderSpi.isZero() || !(accepted instanceof Result.Ok<Chosen.Ike, NegotiateFailure>(var chosen))) {
            return;
        }
        if (init.keyExchange().group() != offer.method().transformId()
                || chosen.suite().keyExchange() != offer.method()) {
            remember(turn, new ExchangeFailure.GroupMismatch(init.keyExchange().group(), offer.method()));
            return;
        }
        switch (offer.complete(init.keyExchange().data())) {
            case KeyExchange.Agreement.Refused(var why) -> {
                // R-6989-02: dropped; the offer is spent, so that a good answer needs a new one
                remember(turn, new ExchangeFailure.BadPublicValue(offer.method(), why));
                offer.close();
                offer = offerOf(offer.method());
                sendInit(turn);
            }
            case KeyExchange.Agreement.Agreed(var _, var shared) -> {
                offer.close();
                sa.channel().initAnswered();
                sa.lineage().onInit(NatDetection.detect(sa.tools().crypto(), message, path), init.features());
                IkeKeys keys = IkeKeys.initial(
                        sa.tools().crypto(),
                        sa.tools().randomness(),
                        new IkeKeys.Ingredients(
                                chosen.suite(),
                                nonce,
                                init.nonce(),
                                sa.channel().initiatorSpi(),
                                responderSpi,
                                true),
                        shared,
                        sa.tools().witness()::onIkeKeys);
                sa.channel().protect(keys, responderSpi, true);
                floatPorts();
                SigningIn next = new SigningIn(
                        sa, request, new SigningIn.Transcript(initRequest, datagram, nonce, init.nonce()));
                signingIn = Optional.of(next);
                sa.timers()
                        .set(
                                Timer.HALF_OPEN,
                                turn.now(),
                                sa.tools().times().halfOpen().multipliedBy(2));
                turn.note("Agreed on " + chosen.suite() + " with " + path.peer() + "; signing in.");
                next.send(turn);
            }
        }
    }

    /// Our source hash matches nothing, so there is a NAT as far as the peer can tell: both sides go to port 4500
    /// (RFC 7296 §2.23), if we did not start there.
    private void floatPorts() {
        Path path = sa.lineage().path();
        if (path.peer().port() == IKE_PORT) {
            int local =
                    path.local().port() == IKE_PORT ? NAT_PORT : path.local().port();
            sa.lineage()
                    .floatTo(new Path(path.local().withPort(local), path.peer().withPort(NAT_PORT)));
        }
    }

    @Override
    public void onRequest(Turn turn, IkeHeader header, Path path, Request request) {
        // A responder has nothing to ask before IKE_AUTH is through, but it may give up.
        if (request instanceof Request.Inform inform && inform.deletesIkeSa()) {
            sa.channel().respond(turn, header, path, List.of());
            sa.end(turn, IkeEvent.Closing.By.PEER, Optional.of(new IkeFailure.ClosedWhileOpening()));
        } else {
            sa.refuse(turn, header, path, NotifyType.TEMPORARY_FAILURE);
        }
    }

    @Override
    public void onResponse(Turn turn, IkeMessage response) {
        signingIn.ifPresent(waiting -> waiting.onResponse(turn, response));
    }

    @Override
    public void onFailed(Turn turn, Failure why) {
        sa.fail(turn, why);
    }

    @Override
    public void onUnanswered(Turn turn, int tries) {
        sa.fail(
                turn,
                signingIn.isPresent()
                        ? new IkeFailure.SilentAfterInit(sa.lineage().path(), tries)
                        : refusal.orElseGet(
                                () -> new IkeFailure.NoAnswer(sa.lineage().path(), tries)));
    }

    @Override
    public void onTimer(Turn turn, Timer timer) {
        if (timer == Timer.HALF_OPEN) {
            offer.close();
            sa.fail(
                    turn,
                    refusal.filter(_ -> signingIn.isEmpty())
                            .orElseGet(() -> new IkeFailure.SilentAfterInit(
                                    sa.lineage().path(), sa.channel().tries())));
        }
    }

    @Override
    public void onAnswer(Turn turn, QuestionId question, Answer answer) {}

    @Override
    public void onCommand(Turn turn, Command command) {
        if (command instanceof Command.Disconnect) {
            offer.close();
            sa.end(turn, IkeEvent.Closing.By.US, Optional.empty());
        }
    }
}
