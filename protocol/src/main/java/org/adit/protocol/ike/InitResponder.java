package org.adit.protocol.ike;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.crypto.KeyExchange.Agreement;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.exchange.ExchangeFailure;
import org.adit.protocol.exchange.IkeKeys;
import org.adit.protocol.exchange.PeerFeatures;
import org.adit.protocol.exchange.Request;
import org.adit.protocol.exchange.RequestReader;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.negotiate.Chosen;
import org.adit.protocol.negotiate.Cookies;
import org.adit.protocol.negotiate.NatDetection;
import org.adit.protocol.negotiate.NegotiateFailure;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.IkeSpi;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.PlainCodec;

/// Answers IKE_SA_INIT requests. No state is made, and no public-key work done, before the cookie (if one is due),
/// the
/// proposals and the group are right (RFC 7296 §2.6, 1.2).
final class InitResponder {
    private static final int NONCE_OCTETS = 32;

    private final Tools tools;
    private final Cookies cookies;

    InitResponder(Tools tools, Cookies cookies) {
        this.tools = tools;
        this.cookies = cookies;
    }

    /// What came of a request.
    sealed interface Verdict {
        /// Half-open now.
        record Opened(IkeSa sa) implements Verdict {}

        /// Answered without state; the attempt ended with `why`.
        record Refused(Bytes answer, Failure why) implements Verdict {}

        /// Answered without state; the peer will come again.
        record SentBack(Bytes answer) implements Verdict {}

        record Ignored() implements Verdict {}
    }

    Verdict receive(Turn turn, Path path, Bytes datagram, boolean cookieDue) {
        if (!(PlainCodec.decode(datagram) instanceof Result.Ok<IkeMessage, ?>(var message))
                || !(RequestReader.read(message) instanceof Result.Ok<Request, ExchangeFailure>(var request))
                || !(request instanceof Request.Init init)) {
            return new Verdict.Ignored(); // could be anyone: say nothing (RFC 7296 §2.21.1)
        }
        IkeSpi initiatorSpi = message.header().initiatorSpi();
        boolean proved = init.cookie()
                .filter(c -> cookies.accepts(
                        c, initiatorSpi, init.nonce(), path.peer(), turn.now().tick()))
                .isPresent();
        if (cookieDue && !proved) {
            Bytes cookie = cookies.issue(
                    initiatorSpi, init.nonce(), path.peer(), turn.now().tick());
            return new Verdict.SentBack(notify(initiatorSpi, Payload.Notify.of(NotifyType.COOKIE, cookie)));
        }
        Result<Chosen.Ike, NegotiateFailure> choice =
                tools.proposals().chooseIke(init.proposals(), init.keyExchange().group());
        return switch (choice) {
            case Result.Failed<Chosen.Ike, NegotiateFailure>(var failure) ->
                new Verdict.Refused(notify(initiatorSpi, Payload.Notify.of(NotifyType.NO_PROPOSAL_CHOSEN)), failure);
            case Result.Ok<Chosen.Ike, NegotiateFailure>(var chosen) ->
                exchangeKeys(turn, path, new Received(datagram, message, init), chosen);
        };
    }

    private record Received(Bytes datagram, IkeMessage message, Request.Init init) {}

    private Verdict exchangeKeys(Turn turn, Path path, Received received, Chosen.Ike chosen) {
        KeyExchangeMethod method = chosen.suite().keyExchange();
        IkeSpi initiatorSpi = received.message().header().initiatorSpi();
        if (received.init().keyExchange().group() != method.transformId()) {
            return new Verdict.SentBack(notify(initiatorSpi, ChildMaking.groupWanted(method)));
        }
        Agreement agreement = tools.crypto()
                .keyExchange(method)
                .answer(received.init().keyExchange().data(), tools.randomness());
        return switch (agreement) {
            case Agreement.Refused _ -> new Verdict.Ignored(); // R-6989-02
            case Agreement.Agreed agreed -> new Verdict.Opened(open(turn, path, received, chosen, agreed));
        };
    }

    private IkeSa open(Turn turn, Path path, Received received, Chosen.Ike chosen, Agreement.Agreed agreed) {
        IkeSpi initiatorSpi = received.message().header().initiatorSpi();
        IkeSpi own = tools.newIkeSpi();
        Bytes nonce = tools.randomness().octets(NONCE_OCTETS);
        Bytes peerNonce = received.init().nonce();
        IkeHeader header = new IkeHeader(initiatorSpi, own, ExchangeType.IKE_SA_INIT, false, true, 0);
        List<Payload> payloads = new ArrayList<>();
        payloads.add(new Payload.SecurityAssociation(List.of(chosen.answer())));
        payloads.add(new Payload.KeyExchangeData(chosen.suite().keyExchange().transformId(), agreed.publicValue()));
        payloads.add(new Payload.Nonce(nonce));
        payloads.addAll(NatDetection.payloads(tools.crypto(), header, path, true));
        payloads.addAll(
                AuthPayloads.certificateRequest(tools.crypto(), tools.settings().trust()));
        payloads.add(Payload.Notify.of(NotifyType.IKEV2_FRAGMENTATION_SUPPORTED));
        if (!received.init().features().hashes().isEmpty()) {
            payloads.add(PeerFeatures.ownHashes());
        }
        Bytes answer = PlainCodec.encode(new IkeMessage(header, payloads));

        Lineage lineage = new Lineage(turn.sa(), tools, path);
        lineage.onInit(
                NatDetection.detect(tools.crypto(), received.message(), path),
                received.init().features());
        IkeSa sa = new IkeSa(lineage, false, initiatorSpi, own);
        lineage.makeCurrent(sa);
        IkeKeys keys = IkeKeys.initial(
                tools.crypto(),
                tools.randomness(),
                new IkeKeys.Ingredients(chosen.suite(), peerNonce, nonce, initiatorSpi, own, false),
                agreed.secret(),
                tools.witness()::onIkeKeys);
        sa.channel().protect(keys, own, true);
        sa.become(new ResponderOpening(sa, new SigningIn.Transcript(received.datagram(), answer, peerNonce, nonce)));
        sa.timers().set(Timer.HALF_OPEN, turn.now(), tools.times().halfOpen());
        turn.report(new IkeEvent.Started(false, path));
        turn.note("Agreed on " + chosen.suite() + "; waiting for the client to sign in.");
        turn.act(new Action.Send(path, answer));
        return sa;
    }

    private static Bytes notify(IkeSpi initiatorSpi, Payload.Notify notify) {
        IkeHeader header = new IkeHeader(initiatorSpi, IkeSpi.ZERO, ExchangeType.IKE_SA_INIT, false, true, 0);
        return PlainCodec.encode(new IkeMessage(header, List.of(notify)));
    }
}
