package org.adit.protocol.ike;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.auth.AuthFailure;
import org.adit.protocol.auth.AuthSigner;
import org.adit.protocol.auth.PeerProof;
import org.adit.protocol.auth.ProvenPeer;
import org.adit.protocol.auth.SignedExchange;
import org.adit.protocol.exchange.ExchangeFailure;
import org.adit.protocol.exchange.IkeKeys;
import org.adit.protocol.exchange.Response;
import org.adit.protocol.exchange.ResponseReader;
import org.adit.protocol.exchange.Spis;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.pki.ChainChecker;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.Proposal;

/// The initiator's IKE_AUTH: our proof, the wish for addresses and a first Child SA; then the peer's proof.
final class SigningIn {
    private final IkeSa sa;
    private final ConnectRequest request;
    private final Transcript transcript;
    private final Spi childSpi;
    private final List<Proposal> childOffer;

    /// What AUTH covers (RFC 7296 §2.15): both first messages as sent, both nonces.
    record Transcript(Bytes initRequest, Bytes initResponse, Bytes nonceI, Bytes nonceR) {
        SignedExchange ofInitiator(IkeKeys keys) {
            return new SignedExchange(keys.prf(), keys.skP(true), initRequest, nonceR);
        }

        SignedExchange ofResponder(IkeKeys keys) {
            return new SignedExchange(keys.prf(), keys.skP(false), initResponse, nonceI);
        }
    }

    SigningIn(IkeSa sa, ConnectRequest request, Transcript transcript) {
        this.sa = sa;
        this.request = request;
        this.transcript = transcript;
        this.childSpi = sa.tools().newChildSpi(Optional.empty(), Optional.empty());
        this.childOffer = sa.tools()
                .proposals()
                .childOffer(
                        Spis.octets(childSpi), List.of(), sa.channel().keys().suite());
    }

    void send(Turn turn) {
        Payload.Identification own = request.credential().identity().payload(true);
        Result<Payload.Authentication, AuthFailure> signed = AuthSigner.sign(
                request.credential(),
                transcript.ofInitiator(sa.channel().keys()),
                own,
                sa.lineage().features().hashes());
        switch (signed) {
            case Result.Failed<Payload.Authentication, AuthFailure>(var failure) -> sa.fail(turn, failure);
            case Result.Ok<Payload.Authentication, AuthFailure>(var proof) ->
                sa.channel().request(turn, ExchangeType.IKE_AUTH, payloads(own, proof));
        }
    }

    private List<Payload> payloads(Payload.Identification own, Payload.Authentication proof) {
        List<Payload> payloads = new ArrayList<>();
        payloads.add(own);
        payloads.addAll(AuthPayloads.certificates(request.credential()));
        payloads.add(Payload.Notify.of(NotifyType.INITIAL_CONTACT));
        payloads.addAll(AuthPayloads.certificateRequest(
                sa.tools().crypto(), sa.tools().settings().trust()));
        request.peer().ifPresent(peer -> payloads.add(peer.payload(false)));
        payloads.add(proof);
        if (!request.addresses().isEmpty()) {
            payloads.add(ConfigurationPayloads.request(request.addresses()));
        }
        payloads.add(new Payload.SecurityAssociation(childOffer));
        payloads.add(new Payload.TrafficSelectors(true, request.local()));
        payloads.add(new Payload.TrafficSelectors(false, request.remote()));
        return payloads;
    }

    void onResponse(Turn turn, IkeMessage message) {
        switch (ResponseReader.authenticate(message)) {
            case Result.Failed<Response, ExchangeFailure>(var failure) -> sa.fail(turn, failure);
            case Result.Ok<Response, ExchangeFailure>(var response) -> {
                switch (response) {
                    case Response.Refused(var notify) ->
                        sa.fail(turn, new ExchangeFailure.PeerRefused(ExchangeType.IKE_AUTH, notify));
                    case Response.Authenticated authenticated -> verify(turn, authenticated);
                    case Response.CookieWanted _,
                            Response.GroupWanted _,
                            Response.Init _,
                            Response.Child _,
                            Response.Ike _,
                            Response.Informed _ -> {}
                }
            }
        }
    }

    private void verify(Turn turn, Response.Authenticated response) {
        PeerProof proof = new PeerProof(
                response.responder(),
                response.authentication(),
                response.certificates(),
                transcript.ofResponder(sa.channel().keys()),
                !sa.lineage().features().hashes().isEmpty(),
                request.peer(),
                ChainChecker.Purpose.GATEWAY);
        switch (sa.tools().verifier().verify(proof, turn.now().wall())) {
            case Result.Failed<ProvenPeer, AuthFailure>(var failure) -> disown(turn, failure);
            case Result.Ok<ProvenPeer, AuthFailure>(var peer) -> establish(turn, peer, response);
        }
    }

    /// The responder believes the IKE SA is up; it is told that it is not (RFC 7296 §2.21.2).
    private void disown(Turn turn, Failure failure) {
        sa.channel()
                .request(
                        turn, ExchangeType.INFORMATIONAL, List.of(Payload.Notify.of(NotifyType.AUTHENTICATION_FAILED)));
        sa.fail(turn, failure);
    }

    private void establish(Turn turn, ProvenPeer peer, Response.Authenticated response) {
        Assignment assignment =
                response.configuration().map(ConfigurationPayloads::read).orElse(Assignment.NONE);
        Established established = Established.of(turn, sa, peer);
        sa.lineage().admit(request.local(), request.remote());
        turn.report(new IkeEvent.Established(
                peer,
                sa.lineage().path(),
                sa.lineage().nat(),
                sa.channel().keys().suite(),
                assignment));
        if (response.child().isPresent()) {
            ChildMaking.Nonces nonces = new ChildMaking.Nonces(transcript.nonceI(), transcript.nonceR());
            ChildMaking.Asked asked =
                    new ChildMaking.Asked(childSpi, childOffer, request.local(), request.remote(), Optional.empty());
            switch (established.making().complete(turn, asked, response.child().get(), nonces)) {
                case ChildMaking.Made.Child(var child, var _) -> established.childUp(turn, child);
                case ChildMaking.Made.Not(var why, var _) -> established.refuseChild(turn, childSpi, why);
            }
        } else {
            NotifyType error = response.childError().orElse(NotifyType.NO_ADDITIONAL_SAS);
            established.refuseChild(turn, childSpi, new ExchangeFailure.PeerRefused(ExchangeType.IKE_AUTH, error));
        }
    }
}
