package org.adit.protocol.ike;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.protocol.auth.ProvenPeer;
import org.adit.protocol.exchange.ExchangeFailure;
import org.adit.protocol.exchange.Request;
import org.adit.protocol.ike.IkeEvent.Closing;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;

/// An IKE SA with a proven peer: answers the peer's exchanges at once, starts our own one after the other.
final class Established implements Phase {
    private static final int MOST_WANTS = 128;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int MOST_RETRIES = 24;
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final IkeSa sa;
    private final ChildMaking making;
    private final ChildExchanges children;
    private final IkeRekeying rekeying;
    private final Deque<Want> wants = new ArrayDeque<>(1);
    private final Deque<Want> later = new ArrayDeque<>(1);
    private boolean disconnecting;
    private Optional<Running> running = Optional.empty();
    private int putOff;

    private Established(IkeSa sa) {
        this.sa = sa;
        this.making = new ChildMaking(sa);
        this.children = new ChildExchanges(sa, this);
        this.rekeying = new IkeRekeying(sa, this);
    }

    /// Only who has a [ProvenPeer] gets here (L-30).
    static Established of(Turn turn, IkeSa sa, ProvenPeer peer) {
        Established established = new Established(sa);
        sa.become(established);
        Timers timers = sa.timers();
        IkeTimes times = sa.tools().times();
        timers.clear(Timer.HALF_OPEN);
        timers.clear(Timer.ANSWER_OVERDUE);
        timers.set(Timer.LIVENESS, turn.now(), times.liveness());
        timers.set(Timer.REKEY_IKE, turn.now(), sa.tools().jittered(times.rekeyIke()));
        timers.set(Timer.HARD_EXPIRY, turn.now(), times.hardIke());
        if (sa.lineage().nat().localBehindNat()) {
            timers.set(Timer.KEEPALIVE, turn.now(), times.keepalive());
        }
        sa.channel().keys().authenticated();
        sa.lineage().prove(peer.identityOnly());
        return established;
    }

    IkeRekeying rekeying() {
        return rekeying;
    }

    ChildMaking making() {
        return making;
    }

    Optional<Running> running() {
        return running;
    }

    void run(Running next) {
        running = Optional.of(next);
    }

    /// A Child SA that was to come with IKE_AUTH did not.
    void refuseChild(Turn turn, Spi reserved, Failure why) {
        sa.tools().freeChildSpi(reserved);
        turn.report(new IkeEvent.ChildRefused(why));
        startNext(turn);
    }

    void childUp(Turn turn, ChildSa child) {
        turn.report(new IkeEvent.ChildUp(child.child()));
        startNext(turn);
    }

    /// Queues an exchange, unless it is queued already, and starts it if nothing else runs.
    void want(Turn turn, Want want) {
        if (wants.size() < MOST_WANTS && !wants.contains(want)) {
            wants.add(want);
        }
        startNext(turn);
    }

    /// Starts the next exchange. While a successor waits to take over, everything waits for it.
    void startNext(Turn turn) {
        rearmChildren(turn);
        while (running.isEmpty() && !sa.channel().busy() && sa.phase() == this) {
            boolean superseded = rekeying.successor().isPresent();
            Want want = superseded ? (wants.remove(new Want.DeleteIke()) ? new Want.DeleteIke() : null) : wants.poll();
            if (want == null) {
                return;
            }
            start(turn, want);
        }
    }

    private void start(Turn turn, Want want) {
        switch (want) {
            case Want.AddChild(var local, var remote) -> children.add(turn, local, remote);
            case Want.RekeyChild(var inbound, var withKeyExchange) -> children.rekey(turn, inbound, withKeyExchange);
            case Want.DeleteChild(var inbound) -> children.delete(turn, inbound);
            case Want.RekeyIke _ -> rekeying.start(turn);
            case Want.CheckLiveness _ -> {
                run(new Running.CheckLiveness());
                sa.channel().request(turn, ExchangeType.INFORMATIONAL, List.of());
            }
            case Want.DeleteIke _ -> {
                run(new Running.DeleteIke());
                sa.channel()
                        .request(
                                turn,
                                ExchangeType.INFORMATIONAL,
                                List.of(new Payload.Delete(Payload.Delete.IKE, List.of())));
            }
        }
    }

    /// Wants that were not started yet, for the IKE SA that takes over.
    void handOver(Turn turn, Established to) {
        wants.remove(new Want.RekeyIke());
        wants.remove(new Want.DeleteIke());
        wants.addAll(later);
        wants.forEach(want -> to.want(turn, want));
        wants.clear();
        later.clear();
        sa.timers().clear(Timer.LIVENESS);
        sa.timers().clear(Timer.KEEPALIVE);
        sa.timers().clear(Timer.REKEY_IKE);
        sa.timers().clear(Timer.CHILDREN);
        if (disconnecting) {
            to.onCommand(turn, new Command.Disconnect());
        }
        to.startNext(turn);
    }

    void rearmChildren(Turn turn) {
        sa.timers().clear(Timer.CHILDREN);
        if (sa.lineage().isCurrent(sa)) {
            sa.lineage().children().nextDue().ifPresent(at -> sa.timers().set(Timer.CHILDREN, at));
        }
    }

    @Override
    public void onRequest(Turn turn, IkeHeader header, Path path, Request request) {
        rekeying.onRequestHere(turn, request);
        switch (request) {
            case Request.CreateChild create -> children.onCreate(turn, header, path, create);
            case Request.RekeyChild rekey -> children.onRekey(turn, header, path, rekey);
            case Request.RekeyIke rekey -> rekeying.onRequest(turn, header, path, rekey);
            case Request.Inform inform -> onInform(turn, header, path, inform);
            case Request.Authenticate _, Request.Init _ -> sa.refuse(turn, header, path, NotifyType.INVALID_SYNTAX);
        }
        startNext(turn);
    }

    private void onInform(Turn turn, IkeHeader header, Path path, Request.Inform inform) {
        if (inform.deletesIkeSa()) {
            sa.channel().respond(turn, header, path, List.of());
            rekeying.onDeletedByPeer(turn);
            return;
        }
        boolean disowned = inform.notifies().stream().anyMatch(n -> n.type().equals(NotifyType.AUTHENTICATION_FAILED));
        if (disowned) { // RFC 7296 §2.21.2: the initiator did not believe our AUTH
            sa.channel().respond(turn, header, path, List.of());
            sa.end(
                    turn,
                    Closing.By.PEER,
                    Optional.of(
                            new ExchangeFailure.PeerRefused(ExchangeType.IKE_AUTH, NotifyType.AUTHENTICATION_FAILED)));
            return;
        }
        sa.channel().respond(turn, header, path, children.onDeletes(turn, inform.deletes()));
    }

    @Override
    public void onResponse(Turn turn, IkeMessage response) {
        Optional<Running> was = running;
        running = Optional.empty();
        if (was.isEmpty()) {
            return;
        }
        switch (was.get()) {
            case Running.MakeChild making -> children.onMade(turn, making, response);
            case Running.DeleteChild(var child) -> children.onDeleted(turn, child);
            case Running.RekeyIke rekey -> rekeying.onResponse(turn, rekey, response);
            case Running.CheckLiveness _ -> {}
            case Running.DeleteIke _ -> sa.end(turn, Closing.By.US, Optional.empty());
        }
        startNext(turn);
    }

    /// The peer asked for patience (RFC 7296 §2.25): the same again a little later, but not for ever.
    void putOff(Turn turn, Want want) {
        putOff++;
        if (putOff > MOST_RETRIES) {
            sa.fail(turn, new IkeFailure.OutOfStep(putOff));
            return;
        }
        if (later.size() < MOST_WANTS) {
            later.add(want);
        }
        sa.timers().set(Timer.RETRY, turn.now(), RETRY_AFTER);
    }

    void notPutOff() {
        putOff = 0;
    }

    @Override
    public void onFailed(Turn turn, Failure why) {
        // A malformed request was refused and a malformed response ends its exchange; the IKE SA cannot go on with a
        // peer whose view of our request is unknown.
        if (running.isPresent() && !sa.channel().busy()) {
            running = Optional.empty();
            sa.fail(turn, why);
        }
    }

    @Override
    public void onUnanswered(Turn turn, int tries) {
        Optional<Running> was = running;
        running = Optional.empty();
        if (was.filter(Running.DeleteIke.class::isInstance).isPresent()) {
            sa.end(turn, Closing.By.US, Optional.empty());
        } else {
            sa.fail(turn, new IkeFailure.PeerSilent(sa.lineage().path(), tries));
        }
    }

    @Override
    public void onTimer(Turn turn, Timer timer) {
        switch (timer) {
            case LIVENESS -> {
                sa.channel().forgetOldAnswer(turn.now());
                sa.timers().set(Timer.LIVENESS, turn.now(), sa.tools().times().liveness());
                if (running.isEmpty()) {
                    want(turn, new Want.CheckLiveness());
                }
            }
            case CHILDREN -> {
                children.onTime(turn);
                startNext(turn);
            }
            case RETRY -> {
                wants.addAll(later);
                later.clear();
                startNext(turn);
            }
            case REKEY_IKE -> want(turn, new Want.RekeyIke());
            case HARD_EXPIRY -> {
                if (disconnecting) {
                    sa.end(turn, Closing.By.US, Optional.empty());
                } else {
                    sa.fail(
                            turn,
                            new IkeFailure.LifetimeEnded(sa.tools().times().hardIke()));
                }
            }
            case RETRANSMIT, HALF_OPEN, ANSWER_OVERDUE, KEEPALIVE -> {}
        }
    }

    @Override
    public void onAnswer(Turn turn, QuestionId question, Answer answer) {}

    @Override
    public void onCommand(Turn turn, Command command) {
        switch (command) {
            case Command.Disconnect _ -> {
                // The window is one: what is under way must be answered first. Whoever wants to go does not wait long.
                disconnecting = true;
                sa.timers().set(Timer.HARD_EXPIRY, turn.now(), FAREWELL);
                wants.clear();
                later.clear();
                want(turn, new Want.DeleteIke());
            }
            case Command.AddChild(var local, var remote) -> want(turn, new Want.AddChild(local, remote));
            case Command.RemoveChild(var inbound) -> want(turn, new Want.DeleteChild(inbound));
            case Command.RekeyIke _ -> want(turn, new Want.RekeyIke());
            case Command.RekeyChild(var inbound, var withKeyExchange) ->
                want(turn, new Want.RekeyChild(inbound, withKeyExchange));
            case Command.CheckLiveness _ -> want(turn, new Want.CheckLiveness());
            case Command.PathChanged(var path) -> {
                sa.lineage().move(turn, path);
                want(turn, new Want.CheckLiveness());
            }
        }
    }
}
