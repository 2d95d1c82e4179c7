package org.adit.gateway.daemon;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.time.Tick;
import org.adit.gateway.api.ApiFailure;
import org.adit.gateway.session.GatewayAction;
import org.adit.gateway.session.GatewayAction.Said;
import org.adit.gateway.session.GatewayCore;
import org.adit.gateway.session.GatewayInput;
import org.adit.gateway.session.GatewayInput.RequestId;
import org.adit.gateway.session.GatewayInput.Wanted;
import org.adit.gateway.session.GatewayOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread `session-core`: one [GatewayCore]. Inputs come through one bounded queue; a full one is counted and
/// logged, and the IKE SA that waits for an answer times out by itself.
final class SessionThread {
    private static final Logger LOG = LoggerFactory.getLogger(SessionThread.class);
    private static final int ROOM = 65_536;
    private static final long LONGEST_REST_NANOS = 1_000_000_000L;
    private static final long PATIENCE_SECONDS = 10;

    /// Who does what the core wants.
    interface Effects {
        void obey(GatewayAction action);
    }

    private final GatewayCore core;
    private final SystemSources sources;
    private final BlockingQueue<GatewayInput> queue = new ArrayBlockingQueue<>(ROOM);
    private final Map<RequestId, CompletableFuture<Said>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile Effects effects = _ -> {};
    private volatile boolean stopping;
    private Optional<Tick> wake = Optional.empty();

    SessionThread(GatewayCore core, SystemSources sources) {
        this.core = core;
        this.sources = sources;
        this.thread = Thread.ofPlatform().name("session-core").unstarted(this::run);
    }

    void start(Effects obeyed) {
        this.effects = obeyed;
        thread.start();
    }

    /// From any thread.
    void give(GatewayInput input) {
        if (!queue.offer(input)) {
            dropped.incrementAndGet();
            LOG.error(
                    "the session thread does not keep up: {} was dropped",
                    input.getClass().getSimpleName());
        }
    }

    SystemSources sources() {
        return sources;
    }

    /// Inputs that had no room.
    long dropped() {
        return dropped.get();
    }

    /// Waits for the reply. For virtual threads.
    Result<Said, Failure> ask(Wanted what) {
        RequestId request = new RequestId(requests.incrementAndGet());
        CompletableFuture<Said> reply = new CompletableFuture<>();
        waiting.put(request, reply);
        try {
            give(new GatewayInput.Asks(request, what));
            return Result.ok(reply.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            return Result.failed(new ApiFailure.Busy(waiting.size()));
        } finally {
            waiting.remove(request);
        }
    }

    /// Ends after what is queued now, and waits for it.
    void stop() {
        give(new GatewayInput.Stopping());
        stopping = true;
        IkeShard.join(thread);
    }

    private void run() {
        while (!stopping || !queue.isEmpty()) {
            try {
                turn();
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException bug) {
                LOG.error("an input of the session thread failed; it is skipped", bug);
            }
        }
    }

    private void turn() throws InterruptedException {
        GatewayInput input = queue.poll(rest(), TimeUnit.NANOSECONDS);
        if (input != null) {
            step(input);
        } else if (wake.isPresent() && !sources.now().tick().isBefore(wake.get())) {
            step(new GatewayInput.TimeReached());
        }
    }

    private long rest() {
        return wake.map(due -> due.nanos() - sources.now().tick().nanos())
                .map(nanos -> Math.clamp(nanos, 0, LONGEST_REST_NANOS))
                .orElse(LONGEST_REST_NANOS);
    }

    private void step(GatewayInput input) {
        GatewayOutcome outcome = core.step(input, sources.now());
        wake = outcome.wake();
        for (GatewayAction action : outcome.actions()) {
            if (action instanceof GatewayAction.Reply(RequestId request, Said what)) {
                Optional.ofNullable(waiting.remove(request)).ifPresent(reply -> reply.complete(what));
            } else {
                effects.obey(action);
            }
        }
    }
}
