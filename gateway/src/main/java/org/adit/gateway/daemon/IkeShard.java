package org.adit.gateway.daemon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.adit.base.Bytes;
import org.adit.base.time.Tick;
import org.adit.dataplane.userspace.UserspaceDataPlane;
import org.adit.gateway.session.AdmitRequest;
import org.adit.gateway.session.GatewayInput;
import org.adit.protocol.ike.Action;
import org.adit.protocol.ike.ConnectRequest;
import org.adit.protocol.ike.EndpointOutcome;
import org.adit.protocol.ike.IkeEndpoint;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.IkeSettings;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ike.Question;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread `ike-shard-0`: one [IkeEndpoint] with all its IKE SAs. What it shall do comes through an [IkeInbox].
final class IkeShard {
    private static final Logger LOG = LoggerFactory.getLogger(IkeShard.class);
    private static final int INPUTS_PER_TURN = 256;
    private static final long LONGEST_REST_NANOS = 1_000_000_000L;

    private final IkeEndpoint endpoint;
    private final SystemSources sources;
    private final IkeInbox inbox;
    private final UserspaceDataPlane dataPlane;
    private final Map<Spi, SaId> owners = new HashMap<>();
    private final Thread thread;
    private final Consumer<GatewayInput> core;
    private volatile boolean stopping;
    private volatile int size;
    private Optional<Tick> wake = Optional.empty();

    IkeShard(IkeInbox inbox, IkeEndpoint endpoint, UserspaceDataPlane dataPlane, SessionThread sessions) {
        this.inbox = inbox;
        this.endpoint = endpoint;
        this.dataPlane = dataPlane;
        this.core = sessions::give;
        this.sources = sessions.sources();
        this.thread = Thread.ofPlatform().name("ike-shard-0").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// From any thread.
    void give(Input input) {
        inbox.give(input);
    }

    /// False if too much waits.
    boolean call(String site, ConnectRequest request) {
        return inbox.call(site, request);
    }

    void replaceSettings(IkeSettings settings) {
        inbox.replaceSettings(settings);
    }

    /// IKE SAs in any phase.
    int size() {
        return size;
    }

    /// Inputs that had no room.
    long dropped() {
        return inbox.dropped();
    }

    /// Ends after the present turn and waits for it.
    void stop() {
        stopping = true;
        thread.interrupt();
        join(thread);
    }

    static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                turn();
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException bug) {
                LOG.error("an IKE input failed; it is skipped", bug);
            }
        }
    }

    private void turn() throws InterruptedException {
        IkeInbox.Work work = inbox.take(rest());
        for (int done = 0; work != null && done < INPUTS_PER_TURN; done++) {
            switch (work) {
                case IkeInbox.Work.Step(Input input) -> step(input);
                case IkeInbox.Work.Replace(IkeSettings settings) -> endpoint.replaceSettings(settings);
                case IkeInbox.Work.Call(String site, ConnectRequest request) -> connect(site, request);
            }
            work = done + 1 < INPUTS_PER_TURN ? inbox.take(0) : null;
        }
        if (wake.isPresent() && !sources.now().tick().isBefore(wake.get())) {
            step(new Input.TimeReached());
        }
        size = endpoint.size();
    }

    private void connect(String site, ConnectRequest request) {
        SaId sa = endpoint.newId();
        core.accept(new GatewayInput.SiteCalled(site, sa));
        step(new Input.Connect(sa, request));
    }

    private long rest() {
        return wake.map(due -> due.nanos() - sources.now().tick().nanos())
                .map(nanos -> Math.clamp(nanos, 0, LONGEST_REST_NANOS))
                .orElse(LONGEST_REST_NANOS);
    }

    private void step(Input input) {
        EndpointOutcome outcome = endpoint.step(input, sources.now());
        wake = outcome.wake();
        obey(outcome.actions());
    }

    private void obey(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Send(Path path, Bytes datagram) -> dataPlane.sendIke(path, datagram);
                case Action.SendKeepalive(Path path) -> dataPlane.sendKeepalive(path);
                case Action.Install(SaId sa, var spec) -> {
                    owners.put(spec.inboundSpi(), sa);
                    dataPlane.install(spec);
                }
                case Action.StartSending(Spi outbound) -> dataPlane.startSending(outbound);
                case Action.Move(Spi outbound, Path path) -> dataPlane.move(outbound, path);
                case Action.Remove(Spi inbound) -> remove(inbound);
                case Action.Ask(SaId sa, var id, Question.Admit admit) ->
                    core.accept(new GatewayInput.Asked(sa, id, AdmitRequest.of(admit)));
                case Action.Report(SaId sa, IkeEvent event) -> core.accept(new GatewayInput.Happened(sa, event));
            }
        }
    }

    private void remove(Spi inbound) {
        SaId owner = owners.remove(inbound);
        if (owner != null) {
            core.accept(new GatewayInput.PairRemoved(owner, inbound, dataPlane.read(inbound)));
        }
        dataPlane.remove(inbound);
    }
}
