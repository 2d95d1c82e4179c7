package org.adit.protocol.ike;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpFamily;
import org.adit.protocol.auth.AuthFailure;
import org.adit.protocol.auth.AuthSigner;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.PeerProof;
import org.adit.protocol.auth.ProvenPeer;
import org.adit.protocol.exchange.ChildWish;
import org.adit.protocol.exchange.Request;
import org.adit.protocol.ike.IkeEvent.Closing;
import org.adit.protocol.ike.SigningIn.Transcript;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.pki.ChainChecker;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;

/// The responder from its answer to IKE_SA_INIT until the peer is proven and admitted. Nothing that fails here tells
/// the
/// peer more than AUTHENTICATION_FAILED (R-7296-17).
final class ResponderOpening implements Phase {
    private static final QuestionId ADMIT = new QuestionId(1);

    private final IkeSa sa;
    private final Transcript transcript;
    private Optional<Pending> pending = Optional.empty();

    /// A proven peer that waits to be admitted.
    private record Pending(
            IkeHeader header, Path path, Request.Authenticate request, LocalCredential own, ProvenPeer peer) {}

    ResponderOpening(IkeSa sa, Transcript transcript) {
        this.sa = sa;
        this.transcript = transcript;
    }

    /// Whether only admission is missing.
    boolean proven() {
        return pending.isPresent();
    }

    /// The same IKE_SA_INIT again gets the same answer, bit for bit (RFC 7296 §2.1).
    void onInitAgain(Turn turn, Path path, Bytes datagram) {
        if (datagram.equals(transcript.initRequest())) {
            turn.act(new Action.Send(path, transcript.initResponse()));
        }
    }

    @Override
    public void onRequest(Turn turn, IkeHeader header, Path path, Request request) {
        switch (request) {
            case Request.Authenticate authenticate -> {
                sa.lineage().floatTo(path);
                onAuthenticate(turn, header, path, authenticate);
            }
            case Request.Inform inform
            when inform.deletesIkeSa() -> {
                sa.channel().respond(turn, header, path, List.of());
                sa.end(turn, Closing.By.PEER, Optional.of(new IkeFailure.ClosedWhileOpening()));
            }
            case Request.Inform _, Request.CreateChild _, Request.RekeyChild _, Request.RekeyIke _, Request.Init _ -> {
                sa.refuse(turn, header, path, NotifyType.INVALID_SYNTAX);
                sa.fail(turn, new IkeFailure.TooEarly(header.exchange().toString()));
            }
        }
    }

    private void onAuthenticate(Turn turn, IkeHeader header, Path path, Request.Authenticate request) {
        Identity claimed = Identity.of(request.initiator());
        turn.report(new IkeEvent.PeerClaims(claimed));
        if (request.authentication().isEmpty()) {
            deny(turn, header, path, new IkeFailure.EapNotOffered(claimed));
            return;
        }
        PeerProof proof = new PeerProof(
                request.initiator(),
                request.authentication().get(),
                request.certificates(),
                transcript.ofInitiator(sa.channel().keys()),
                !sa.lineage().features().hashes().isEmpty(),
                Optional.empty(),
                ChainChecker.Purpose.CLIENT);
        switch (sa.tools().verifier().verify(proof, turn.now().wall())) {
            case Result.Failed<ProvenPeer, AuthFailure>(var failure) -> deny(turn, header, path, failure);
            case Result.Ok<ProvenPeer, AuthFailure>(var peer) -> {
                Optional<LocalCredential> own = AuthPayloads.choose(
                        sa.tools().settings(), request, peer, sa.lineage().features());
                if (own.isEmpty()) {
                    deny(turn, header, path, new IkeFailure.NoCredential(claimed));
                } else {
                    pending = Optional.of(new Pending(header, path, request, own.get(), peer));
                    ask(turn, peer, request, path);
                }
            }
        }
    }

    private void ask(Turn turn, ProvenPeer peer, Request.Authenticate request, Path path) {
        sa.timers().clear(Timer.HALF_OPEN);
        sa.timers().set(Timer.ANSWER_OVERDUE, turn.now(), sa.tools().times().answerOverdue());
        List<IpFamily> families = request.configuration()
                .map(ConfigurationPayloads::requestedFamilies)
                .orElse(List.of());
        List<TrafficSelector> local =
                request.child().map(ChildWish::responderSelectors).orElse(List.of());
        List<TrafficSelector> remote =
                request.child().map(ChildWish::initiatorSelectors).orElse(List.of());
        turn.act(new Action.Ask(
                sa.id(), ADMIT, new Question.Admit(peer, path, families, local, remote, request.initialContact())));
    }

    private void deny(Turn turn, IkeHeader header, Path path, Failure why) {
        sa.refuse(turn, header, path, NotifyType.AUTHENTICATION_FAILED);
        sa.fail(turn, why);
    }

    @Override
    public void onAnswer(Turn turn, QuestionId question, Answer answer) {
        if (pending.isEmpty() || !question.equals(ADMIT)) {
            return;
        }
        Pending waiting = pending.get();
        switch (answer) {
            case Answer.Denied(var why) -> deny(turn, waiting.header(), waiting.path(), why);
            case Answer.NoAddress(var why) -> {
                sa.lineage().admit(List.of(), List.of());
                establish(turn, waiting, Assignment.NONE, Optional.of(why));
            }
            case Answer.Admitted(var assignment, var local, var remote) -> {
                sa.lineage().admit(local, remote);
                establish(turn, waiting, assignment, Optional.empty());
            }
        }
    }

    private void establish(Turn turn, Pending waiting, Assignment assignment, Optional<Failure> noAddress) {
        Payload.Identification own = waiting.own().identity().payload(false);
        Result<Payload.Authentication, AuthFailure> signed = AuthSigner.sign(
                waiting.own(),
                transcript.ofResponder(sa.channel().keys()),
                own,
                sa.lineage().features().hashes());
        if (signed instanceof Result.Failed<Payload.Authentication, AuthFailure>(var failure)) {
            deny(turn, waiting.header(), waiting.path(), failure);
            return;
        }
        List<Payload> payloads = new ArrayList<>();
        payloads.add(own);
        payloads.addAll(AuthPayloads.certificates(waiting.own()));
        payloads.add(((Result.Ok<Payload.Authentication, AuthFailure>) signed).value());
        Established established = Established.of(turn, sa, waiting.peer());
        turn.report(new IkeEvent.Established(
                waiting.peer(),
                sa.lineage().path(),
                sa.lineage().nat(),
                sa.channel().keys().suite(),
                assignment));
        Optional<ChildSa> child = Optional.empty();
        if (noAddress.isPresent()) {
            payloads.add(Payload.Notify.of(NotifyType.INTERNAL_ADDRESS_FAILURE));
            turn.report(new IkeEvent.ChildRefused(noAddress.get()));
        } else {
            if (!assignment.equals(Assignment.NONE)
                    && waiting.request().configuration().isPresent()) {
                payloads.add(ConfigurationPayloads.reply(assignment));
            }
            child = firstChild(turn, waiting, established, payloads);
        }
        sa.channel().respond(turn, waiting.header(), waiting.path(), payloads);
        child.ifPresent(c -> established.childUp(turn, c));
        established.startNext(turn);
    }

    private Optional<ChildSa> firstChild(Turn turn, Pending waiting, Established established, List<Payload> payloads) {
        if (waiting.request().child().isEmpty()) {
            return Optional.empty();
        }
        ChildMaking.Made made = established
                .making()
                .answer(
                        turn,
                        waiting.request().child().get(),
                        transcript.nonceI(),
                        transcript.nonceR(),
                        Optional.empty());
        return switch (made) {
            case ChildMaking.Made.Child(var child, var answer) -> {
                payloads.addAll(answer);
                yield Optional.of(child);
            }
            case ChildMaking.Made.Not(var why, var notify) -> {
                payloads.add(notify);
                turn.report(new IkeEvent.ChildRefused(why));
                yield Optional.empty();
            }
        };
    }

    @Override
    public void onResponse(Turn turn, IkeMessage response) {}

    @Override
    public void onFailed(Turn turn, Failure why) {
        sa.fail(turn, why);
    }

    @Override
    public void onUnanswered(Turn turn, int tries) {}

    @Override
    public void onTimer(Turn turn, Timer timer) {
        if (timer == Timer.HALF_OPEN) {
            sa.fail(
                    turn,
                    new IkeFailure.HalfOpenExpired(
                            sa.lineage().path(), sa.tools().times().halfOpen()));
        } else if (timer == Timer.ANSWER_OVERDUE && pending.isPresent()) {
            deny(
                    turn,
                    pending.get().header(),
                    pending.get().path(),
                    new IkeFailure.AnswerOverdue(sa.tools().times().answerOverdue()));
        }
    }

    @Override
    public void onCommand(Turn turn, Command command) {
        if (command instanceof Command.Disconnect) {
            sa.end(turn, Closing.By.US, Optional.empty());
        }
    }
}
