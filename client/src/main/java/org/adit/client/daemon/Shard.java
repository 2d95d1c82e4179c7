package org.adit.client.daemon;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.adit.base.diagnosis.Failure;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.client.connection.ClientAction;
import org.adit.client.connection.ClientCore;
import org.adit.client.connection.ClientInput;
import org.adit.client.connection.ClientNews;
import org.adit.client.connection.ClientOutcome;
import org.adit.client.connection.ConnectionStatus;
import org.adit.dataplane.userspace.UserspaceDataPlane;
import org.adit.protocol.ike.Action;
import org.adit.protocol.ike.EndpointOutcome;
import org.adit.protocol.ike.IkeEndpoint;
import org.adit.protocol.ike.Input;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread `ike-shard-0`: steps the core and the engine, and obeys both. Nobody else touches either.
final class Shard {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final long LONGEST_REST_NANOS = 1_000_000_000L;

    /// What the shard works with.
    record Parts(
            ClientCore core, IkeEndpoint ike, UserspaceDataPlane dataPlane, Effects effects, SystemSources sources) {}

    private final Parts parts;
    private final Inbox inbox;
    private final Consumer<ClientNews> news;
    private final Deque<Message> pending = new ArrayDeque<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private Optional<Tick> coreWake = Optional.empty();
    private Optional<Tick> ikeWake = Optional.empty();
    private boolean finished;
    private volatile Optional<Failure> why = Optional.empty();
    private volatile ConnectionStatus status;

    Shard(Parts parts, Inbox inbox, Consumer<ClientNews> news) {
        this.parts = parts;
        this.inbox = inbox;
        this.news = news;
        this.status = parts.core().status();
    }

    void start() {
        Thread.ofPlatform().name("ike-shard-0").start(this::run);
    }

    /// Waits for the end, and tells why it came.
    Optional<Failure> await() throws InterruptedException {
        over.await();
        return why;
    }

    /// As of the last step. For any thread.
    ConnectionStatus status() {
        return status;
    }

    private void run() {
        try {
            obey(new Message.ToCore(new ClientInput.Start()));
            while (!finished) {
                inbox.next(restNanos()).ifPresent(this::obey);
                wakeWhoIsDue();
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            LOG.error("The client stopped", bug);
            why = Optional.of(new Stopped(bug.toString()));
        } finally {
            over.countDown();
        }
    }

    private long restNanos() {
        long now = parts.sources().now().tick().nanos();
        long rest = LONGEST_REST_NANOS;
        for (Optional<Tick> wake : List.of(coreWake, ikeWake)) {
            if (wake.isPresent()) {
                rest = Math.min(rest, wake.get().nanos() - now);
            }
        }
        return rest;
    }

    private void wakeWhoIsDue() {
        Tick now = parts.sources().now().tick();
        if (coreWake.isPresent() && !now.isBefore(coreWake.get())) {
            obey(new Message.ToCore(new ClientInput.TimeReached()));
        }
        if (ikeWake.isPresent() && !now.isBefore(ikeWake.get())) {
            obey(new Message.ToIke(new Input.TimeReached()));
        }
    }

    /// Steps, and steps again with what follows, until nothing does.
    private void obey(Message first) {
        pending.add(first);
        for (Message message = pending.poll(); message != null && !finished; message = pending.poll()) {
            Now now = parts.sources().now();
            switch (message) {
                case Message.ToCore(var input) -> {
                    ClientOutcome outcome = parts.core().step(input, now);
                    coreWake = outcome.wake();
                    status = parts.core().status();
                    outcome.actions().forEach(this::obey);
                }
                case Message.ToIke(var input) -> {
                    EndpointOutcome outcome = parts.ike().step(input, now);
                    ikeWake = outcome.wake();
                    outcome.actions().forEach(this::obey);
                }
            }
        }
    }

    private void obey(ClientAction action) {
        switch (action) {
            case ClientAction.Resolve(var name) -> parts.effects().resolve(name);
            case ClientAction.FindPath(var gateway) -> parts.effects().findPath(gateway);
            case ClientAction.Apply(var plan) -> parts.effects().apply(plan);
            case ClientAction.Restore _ -> parts.effects().restore();
            case ClientAction.Connect(var sa, var request) ->
                pending.add(new Message.ToIke(new Input.Connect(sa, request)));
            case ClientAction.Order(var sa, var command) ->
                pending.add(new Message.ToIke(new Input.Order(sa, command)));
            case ClientAction.Tell(var what) -> news.accept(what);
            case ClientAction.Finish(var reason) -> {
                why = reason;
                finished = true;
            }
        }
    }

    private void obey(Action action) {
        UserspaceDataPlane dataPlane = parts.dataPlane();
        switch (action) {
            case Action.Send(var path, var datagram) -> dataPlane.sendIke(path, datagram);
            case Action.SendKeepalive(var path) -> dataPlane.sendKeepalive(path);
            case Action.Install(var _, var spec) -> dataPlane.install(spec);
            case Action.StartSending(var inbound) -> dataPlane.startSending(inbound);
            case Action.Move(var inbound, var path) -> dataPlane.move(inbound, path);
            case Action.Remove(var inbound) -> dataPlane.remove(inbound);
            case Action.Ask(var _, var _, var question) ->
                LOG.warn(
                        "a client answers no questions: {}", question.getClass().getSimpleName());
            case Action.Report(var sa, var event) ->
                pending.add(new Message.ToCore(new ClientInput.FromIke(sa, event)));
        }
    }
}
