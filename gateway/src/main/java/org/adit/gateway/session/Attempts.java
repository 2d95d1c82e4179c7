package org.adit.gateway.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.adit.base.diagnosis.Failure;
import org.adit.base.time.Now;
import org.adit.gateway.access.GatewayFailure;
import org.adit.gateway.store.Kept;
import org.adit.protocol.ike.SaId;

/// Every attempt from its first packet on, with a bounded timeline, until success or a coded failure. Bounded itself:
/// when too many are under way the oldest is given up, and says so.
final class Attempts {
    static final int MOST_OPEN = 8192;
    static final int MOST_RECENT = 256;
    static final int MOST_MOMENTS = 40;
    private static final int LONGEST_LINE = 200;

    private static final class Open {
        private final long number;
        private final Now started;
        private final String path;
        private final List<Kept.Moment> timeline = new ArrayList<>();
        private Optional<String> claimed = Optional.empty();
        private Optional<String> user = Optional.empty();
        private Optional<String> device = Optional.empty();

        Open(long number, Now started, String path) {
            this.number = number;
            this.started = started;
            this.path = path;
        }

        void note(String what, Now now) {
            String line = what.length() <= LONGEST_LINE ? what : what.substring(0, LONGEST_LINE) + "…";
            Kept.Moment moment =
                    new Kept.Moment(now.tick().since(started.tick()).toMillis(), line);
            if (timeline.size() < MOST_MOMENTS) {
                timeline.add(moment);
            } else {
                timeline.set(MOST_MOMENTS - 1, moment); // the end explains more than the middle
            }
        }

        Kept.Attempt ended(Now now, Optional<Kept.Why> failure) {
            return new Kept.Attempt(number, started.wall(), now.wall(), path, claimed, user, device, failure, timeline);
        }
    }

    /// SaIds only grow, so that the first is the oldest.
    private final TreeMap<SaId, Open> open = new TreeMap<>();

    private final List<Kept.Attempt> unsaved = new ArrayList<>();
    private final Deque<Kept.Attempt> recent = new ArrayDeque<>();
    private long last;

    Attempts(long lastNumber) {
        this.last = lastNumber;
    }

    void started(SaId sa, String path, Now now) {
        if (open.size() >= MOST_OPEN) {
            Map.Entry<SaId, Open> oldest = open.firstEntry();
            finish(oldest.getKey(), Optional.of(new GatewayFailure.TooManyAttempts(open.size())), now);
        }
        last++;
        Open attempt = new Open(last, now, path);
        attempt.note("first packet, " + path, now);
        open.put(sa, attempt);
    }

    /// Something that was ours to begin, and could not be begun.
    void neverStarted(String user, Failure failure, Now now) {
        last++;
        Open attempt = new Open(last, now, "nowhere");
        attempt.user = Optional.of(user);
        end(attempt, Optional.of(failure), now);
    }

    void noted(SaId sa, String what, Now now) {
        Open attempt = open.get(sa);
        if (attempt != null) {
            attempt.note(what, now);
        }
    }

    void claimed(SaId sa, String identity, Now now) {
        Open attempt = open.get(sa);
        if (attempt != null) {
            attempt.claimed = Optional.of(identity);
            attempt.note("the peer says it is " + identity, now);
        }
    }

    void identified(SaId sa, String user, String device) {
        Open attempt = open.get(sa);
        if (attempt != null) {
            attempt.user = Optional.of(user);
            attempt.device = Optional.of(device);
        }
    }

    void succeeded(SaId sa, Now now) {
        finish(sa, Optional.empty(), now);
    }

    /// The first failure is the attempt's; what follows from it is not.
    void failed(SaId sa, Failure failure, Now now) {
        finish(sa, Optional.of(failure), now);
    }

    /// The IKE SA is gone without a failure of its own.
    void left(SaId sa, Now now) {
        Open attempt = open.get(sa);
        if (attempt != null) {
            String stage = attempt.timeline.getLast().what();
            finish(sa, Optional.of(new GatewayFailure.LeftBeforeConnected(stage)), now);
        }
    }

    void allFailed(Failure failure, Now now) {
        for (SaId sa : List.copyOf(open.keySet())) {
            finish(sa, Optional.of(failure), now);
        }
    }

    boolean anyUnsaved() {
        return !unsaved.isEmpty();
    }

    int unsavedCount() {
        return unsaved.size();
    }

    List<Kept.Attempt> takeUnsaved() {
        List<Kept.Attempt> taken = List.copyOf(unsaved);
        unsaved.clear();
        return taken;
    }

    /// Newest first.
    List<Kept.Attempt> recent() {
        return List.copyOf(recent);
    }

    private void finish(SaId sa, Optional<Failure> failure, Now now) {
        Open attempt = open.remove(sa);
        if (attempt != null) {
            end(attempt, failure, now);
        }
    }

    private void end(Open attempt, Optional<Failure> failure, Now now) {
        String outcome =
                failure.map(why -> why.code() + ": " + why.explain().what()).orElse("connected");
        attempt.note(outcome, now);
        Kept.Attempt kept = attempt.ended(now, failure.map(Kept.Why::of));
        unsaved.add(kept);
        recent.addFirst(kept);
        if (recent.size() > MOST_RECENT) {
            recent.removeLast();
        }
    }
}
