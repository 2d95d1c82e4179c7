package org.adit.protocol.ike;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.time.Now;
import org.adit.protocol.exchange.ExchangeFailure;
import org.adit.protocol.exchange.Request;
import org.adit.protocol.exchange.RequestReader;
import org.adit.protocol.ike.IkeEvent.Closing;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.IkeSpi;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.PlainCodec;

/// One IKE SA. Not thread-safe, never blocks, reads no clock: same inputs, same outcome. It only routes; what happens
/// is decided by its [Phase], and what outlives a rekey is in its [Lineage].
public final class IkeSa {
    private final Lineage lineage;
    private final Timers timers = new Timers();
    private final Channel channel;
    private Phase phase = new Phase.Ended();
    private boolean gone;

    IkeSa(Lineage lineage, boolean weInitiated, IkeSpi initiatorSpi, IkeSpi responderSpi) {
        this.lineage = lineage;
        this.channel = new Channel(lineage, timers, weInitiated, initiatorSpi, responderSpi);
        lineage.join(this);
    }

    public SaId id() {
        return lineage.id();
    }

    public IkeSpi ownSpi() {
        return channel.ownSpi();
    }

    Lineage lineage() {
        return lineage;
    }

    Tools tools() {
        return lineage.tools();
    }

    Channel channel() {
        return channel;
    }

    Timers timers() {
        return timers;
    }

    Phase phase() {
        return phase;
    }

    void become(Phase next) {
        phase = next;
    }

    boolean halfOpen() {
        return phase instanceof ResponderOpening opening && !opening.proven();
    }

    /// The only method that changes anything.
    public Outcome step(Input input, Now now) {
        Turn turn = new Turn(now, lineage.id());
        switch (input) {
            case Input.Received(var path, var datagram) -> onDatagram(turn, path, datagram);
            case Input.TimeReached _ -> onTime(turn);
            case Input.Connect(var _, var request) -> InitiatorOpening.start(turn, this, request);
            case Input.Order(var _, var command) -> phase.onCommand(turn, command);
            case Input.Answered(var _, var question, var answer) -> phase.onAnswer(turn, question, answer);
            case Input.FromDataPlane(var event) -> onDataPlane(turn, event);
        }
        return outcome(turn);
    }

    boolean gone() {
        return gone;
    }

    Outcome outcome(Turn turn) {
        return new Outcome(turn.actions(), gone ? Optional.empty() : timers.next(), turn.born(), gone);
    }

    private void onDatagram(Turn turn, Path path, Bytes datagram) {
        Optional<IkeHeader> header = PlainCodec.header(datagram);
        if (header.isEmpty()) {
            return;
        }
        if (header.get().exchange().equals(ExchangeType.IKE_SA_INIT)) {
            switch (phase) {
                case InitiatorOpening opening -> opening.onInit(turn, path, datagram);
                case ResponderOpening opening -> opening.onInitAgain(turn, path, datagram);
                case Established _, Phase.Ended _ -> {}
            }
            return;
        }
        switch (channel.receive(turn, path, header.get(), datagram)) {
            case Channel.Arrival.Nothing _ -> {}
            case Channel.Arrival.Request(var message, var from) -> onRequest(turn, message, from);
            case Channel.Arrival.Response(var message) -> {
                onSignOfLife(turn, path);
                phase.onResponse(turn, message);
            }
            case Channel.Arrival.Broken(var broken, var why, var from) -> {
                turn.note("Received a message that is authentic but malformed: "
                        + why.explain().what());
                if (broken.request()) {
                    why.answer().ifPresent(notify -> channel.respond(turn, broken, from, List.of(notify)));
                }
                phase.onFailed(turn, why);
            }
        }
    }

    private void onRequest(Turn turn, IkeMessage message, Path path) {
        onSignOfLife(turn, path);
        Result<Request, ExchangeFailure> read = RequestReader.read(message);
        switch (read) {
            case Result.Ok<Request, ExchangeFailure>(var request) ->
                phase.onRequest(turn, message.header(), path, request);
            case Result.Failed<Request, ExchangeFailure>(var failure) -> {
                refuse(turn, message.header(), path, NotifyType.INVALID_SYNTAX);
                turn.note(failure.explain().what());
                phase.onFailed(turn, failure);
            }
        }
    }

    /// An authentic message: the peer lives, and if it is behind a NAT, there (R-7296-18).
    private void onSignOfLife(Turn turn, Path path) {
        if (phase instanceof Established) {
            timers.set(Timer.LIVENESS, turn.now(), tools().times().liveness());
        }
        if (lineage.nat().peerBehindNat() && lineage.isCurrent(this)) {
            lineage.move(turn, path);
        }
    }

    private void onTime(Turn turn) {
        for (Timer timer : timers.expire(turn.now())) {
            if (gone) {
                return;
            }
            switch (timer) {
                case RETRANSMIT -> {
                    if (!channel.retransmit(turn)) {
                        int tries = channel.tries();
                        channel.abandonRequest();
                        phase.onUnanswered(turn, tries);
                    }
                }
                case KEEPALIVE -> {
                    turn.act(new Action.SendKeepalive(lineage.path()));
                    timers.set(Timer.KEEPALIVE, turn.now(), tools().times().keepalive());
                }
                case HALF_OPEN, ANSWER_OVERDUE, LIVENESS, CHILDREN, RETRY, REKEY_IKE, HARD_EXPIRY ->
                    phase.onTimer(turn, timer);
            }
        }
    }

    private void onDataPlane(Turn turn, DataPlaneEvent event) {
        if (!(phase instanceof Established established)) {
            return;
        }
        switch (event) {
            case DataPlaneEvent.SoftLimit(var spi) -> established.onCommand(turn, new Command.RekeyChild(spi, true));
            case DataPlaneEvent.HardLimit(var spi) -> established.onCommand(turn, new Command.RemoveChild(spi));
            case DataPlaneEvent.PeerMoved(var _, var peer) -> {
                if (lineage.nat().peerBehindNat()) {
                    lineage.move(turn, new Path(lineage.path().local(), peer));
                }
            }
            case DataPlaneEvent.PathNarrowed(var _, int mtu) ->
                turn.note("The path to the peer is narrow: its packets come in fragments. The tunnel takes " + mtu
                        + " octets at once now.");
            case DataPlaneEvent.InstallFailed(var spi, var why) -> {
                turn.report(new IkeEvent.ChildRefused(new IkeFailure.DataPlaneRefused(why)));
                established.onCommand(turn, new Command.RemoveChild(spi));
            }
        }
    }

    void refuse(Turn turn, IkeHeader request, Path path, NotifyType notify) {
        channel.respond(turn, request, path, List.of(Payload.Notify.of(notify)));
    }

    /// Ends this IKE SA and with it, if it is the line's current one, all Child SAs and the line itself.
    void end(Turn turn, Closing.By by, Optional<Failure> failure) {
        if (gone) {
            return;
        }
        gone = true;
        phase = new Phase.Ended();
        channel.close();
        lineage.leave(this);
        if (lineage.isCurrent(this)) {
            lineage.members().forEach(other -> other.end(turn, by, failure));
            lineage.children().dropAll(turn);
            turn.report(new IkeEvent.Closed(new Closing(by, failure)));
        }
    }

    void fail(Turn turn, Failure failure) {
        end(turn, Closing.By.US, Optional.of(failure));
    }
}
