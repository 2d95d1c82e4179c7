package org.adit.protocol.ike;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.adit.base.Randomness;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.Endpoint;
import org.adit.base.time.Now;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.ike.IkeEvent.Closing;
import org.adit.protocol.ike.InitResponder.Verdict;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.negotiate.Cookies;
import org.adit.protocol.wire.Envelope;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeSpi;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.PlainCodec;

/// All IKE SAs of one shard: finds the SA for every input, answers what needs no state (cookies, refusals), limits
/// what
/// is half-open, and keeps the schedule of wakes. Not thread-safe, never blocks.
public final class IkeEndpoint {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    /// Some seconds of the fastest gateway.
    private static final int REQUESTS_REMEMBERED = 4096;

    private final Cookies cookies;
    private Tools tools;
    private InitResponder responder;
    private long nextId = 1;

    private final Map<IkeSpi, IkeSa> bySpi = new HashMap<>();
    private final Map<SaId, Lineage> lines = new HashMap<>();
    private final Map<Spi, SaId> byChildSpi = new HashMap<>();
    private final Map<FirstSeen, IkeSa> halfOpen = new HashMap<>();
    private final RecentlyOpened<FirstSeen> recent = new RecentlyOpened<>(REQUESTS_REMEMBERED);
    private final HalfOpenLoad load = new HalfOpenLoad();
    private final Seldom versionAnswers = new Seldom(A_SECOND);
    private final Seldom overloadReports = new Seldom(A_SECOND);
    private final WakeSchedule schedule = new WakeSchedule();

    /// How a repeated IKE_SA_INIT request finds the SA that its first copy opened.
    private record FirstSeen(IkeSpi initiatorSpi, Endpoint peer) {}

    public IkeEndpoint(IkeSettings settings, CryptoProvider crypto, Randomness randomness, KeyWitness witness) {
        this.tools = new Tools(settings, crypto, randomness, witness);
        this.cookies = new Cookies(crypto, randomness);
        this.responder = new InitResponder(tools, cookies);
    }

    /// The only method that changes anything, but for [#replaceSettings].
    public EndpointOutcome step(Input input, Now now) {
        List<Action> actions = new ArrayList<>();
        switch (input) {
            case Input.Received received -> onDatagram(actions, received, now);
            case Input.TimeReached _ ->
                schedule.due(now.tick())
                        .forEach(spi ->
                                Optional.ofNullable(bySpi.get(spi)).ifPresent(sa -> run(actions, sa, input, now)));
            case Input.Connect(var id, var request) -> connect(actions, id, request, now);
            case Input.Order(var id, var _) -> current(id).ifPresent(sa -> run(actions, sa, input, now));
            case Input.Answered(var id, var _, var _) -> current(id).ifPresent(sa -> run(actions, sa, input, now));
            case Input.FromDataPlane(DataPlaneEvent event) ->
                Optional.ofNullable(byChildSpi.get(event.inbound()))
                        .flatMap(this::current)
                        .ifPresent(sa -> run(actions, sa, input, now));
        }
        return new EndpointOutcome(actions, schedule.next());
    }

    /// New settings for SAs to come; those that live keep theirs.
    public void replaceSettings(IkeSettings next) {
        tools = tools.with(next);
        responder = new InitResponder(tools, cookies);
    }

    /// An id that this endpoint has not used: for [Input.Connect].
    public SaId newId() {
        return new SaId(nextId++);
    }

    /// IKE SAs in any phase.
    public int size() {
        return bySpi.size();
    }

    /// How many half-open IKE SAs there are.
    public int halfOpen() {
        return load.total();
    }

    /// The IKE SA that goes by this name now.
    Optional<IkeSa> current(SaId id) {
        return Optional.ofNullable(lines.get(id)).flatMap(Lineage::current);
    }

    private void connect(List<Action> actions, SaId id, ConnectRequest request, Now now) {
        nextId = Math.max(nextId, id.number() + 1);
        Lineage line = new Lineage(id, tools, request.path());
        IkeSa sa = new IkeSa(line, true, tools.newIkeSpi(), IkeSpi.ZERO);
        lines.put(id, line);
        bySpi.put(sa.ownSpi(), sa);
        run(actions, sa, new Input.Connect(id, request), now);
    }

    private void onDatagram(List<Action> actions, Input.Received received, Now now) {
        switch (PlainCodec.envelope(received.datagram())) {
            case Envelope.Current(var header) -> onHeader(actions, received, header, now);
            case Envelope.Newer(var header, var _) -> refuseVersion(actions, received.path(), header, now);
            case Envelope.Refused(var _) -> {} // could be anyone: nothing is said
        }
    }

    /// At most one a second (R-7296-01), and only requests are answered.
    private void refuseVersion(List<Action> actions, Path path, IkeHeader header, Now now) {
        if (tools.settings().answers() && header.request() && versionAnswers.now(now.tick())) {
            Payload.Notify notify = Payload.Notify.of(NotifyType.INVALID_MAJOR_VERSION);
            actions.add(new Action.Send(path, PlainCodec.unprotectedAnswer(header, notify)));
        }
    }

    private void onHeader(List<Action> actions, Input.Received received, IkeHeader header, Now now) {
        boolean opening = header.exchange().equals(ExchangeType.IKE_SA_INIT);
        if (opening && header.request()) {
            if (header.fromInitiator() && header.responderSpi().isZero() && header.messageId() == 0) {
                onInit(actions, received, header, now);
            }
            return;
        }
        IkeSpi own = header.fromInitiator() ? header.responderSpi() : header.initiatorSpi();
        Optional.ofNullable(bySpi.get(own)).ifPresent(sa -> run(actions, sa, received, now));
    }

    private void onInit(List<Action> actions, Input.Received received, IkeHeader header, Now now) {
        if (!tools.settings().answers() || header.initiatorSpi().isZero()) {
            return;
        }
        Path path = received.path();
        FirstSeen seen = new FirstSeen(header.initiatorSpi(), path.peer());
        IkeSa known = halfOpen.get(seen);
        if (known != null) {
            run(actions, known, received, now);
            return;
        }
        if (recent.has(seen)) {
            return;
        }
        Optional<IkeFailure> overload =
                load.beyond(tools.settings(), path.peer().address());
        if (overload.isPresent()) { // the client comes again; nothing is kept of this one
            if (overloadReports.now(now.tick())) {
                reportRefusal(actions, newId(), path, overload.get());
            }
            return;
        }
        boolean cookieDue = load.cookieDue(tools.settings(), path.peer().address());
        Turn turn = new Turn(now, newId());
        switch (responder.receive(turn, path, received.datagram(), cookieDue)) {
            case Verdict.Ignored _ -> {}
            case Verdict.SentBack(var answer) -> actions.add(new Action.Send(path, answer));
            case Verdict.Refused(var answer, var why) -> {
                actions.add(new Action.Send(path, answer));
                reportRefusal(actions, turn.sa(), path, why);
            }
            case Verdict.Opened(var sa) -> {
                lines.put(sa.id(), sa.lineage());
                bySpi.put(sa.ownSpi(), sa);
                halfOpen.put(seen, sa);
                recent.add(seen);
                load.opened(sa.ownSpi(), path.peer().address(), () -> halfOpen.remove(seen));
                finish(actions, sa, sa.outcome(turn));
            }
        }
    }

    private static void reportRefusal(List<Action> actions, SaId id, Path path, Failure why) {
        actions.add(new Action.Report(id, new IkeEvent.Started(false, path)));
        Closing closing = new Closing(Closing.By.US, Optional.of(why));
        actions.add(new Action.Report(id, new IkeEvent.Closed(closing)));
    }

    private void run(List<Action> actions, IkeSa sa, Input input, Now now) {
        finish(actions, sa, sa.step(input, now));
    }

    /// Takes over what a step changed: SPIs, IKE SAs made and ended, the next wake.
    private void finish(List<Action> actions, IkeSa sa, Outcome outcome) {
        for (Action action : outcome.actions()) {
            if (action instanceof Action.Install(var id, var spec)) {
                byChildSpi.put(spec.inboundSpi(), id);
            } else if (action instanceof Action.Remove(var inbound)) {
                byChildSpi.remove(inbound);
            }
            actions.add(action);
        }
        for (IkeSa born : outcome.born()) {
            bySpi.put(born.ownSpi(), born);
        }
        sa.lineage().members().forEach(this::settle);
        sa.lineage().takeDeparted().forEach(this::settle);
        if (sa.lineage().members().isEmpty()) {
            lines.remove(sa.id());
        }
    }

    private void settle(IkeSa sa) {
        if (!sa.halfOpen()) {
            load.closed(sa.ownSpi());
        }
        if (sa.gone()) {
            bySpi.remove(sa.ownSpi());
            schedule.clear(sa.ownSpi());
        } else {
            sa.timers()
                    .next()
                    .ifPresentOrElse(wake -> schedule.set(sa.ownSpi(), wake.at()), () -> schedule.clear(sa.ownSpi()));
        }
    }
}
