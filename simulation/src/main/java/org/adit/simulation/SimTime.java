package org.adit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;

/// Virtual time and what is to happen in it. Things due at the same moment happen in the order in which they were
/// planned.
public final class SimTime {
    private static final Instant EPOCH = Instant.parse("2026-11-01T12:00:00Z");

    private final PriorityQueue<Plan> plans =
            new PriorityQueue<>(Comparator.comparing(Plan::at).thenComparingLong(Plan::order));
    private Tick now = new Tick(Duration.ofSeconds(1).toNanos());
    private long planned;

    private record Plan(Tick at, long order, Runnable what) {}

    public Tick tick() {
        return now;
    }

    public Now now() {
        return new Now(now, EPOCH.plusNanos(now.nanos()));
    }

    public void plan(Tick at, Runnable what) {
        plans.add(new Plan(at.isBefore(now) ? now : at, planned++, what));
    }

    public void planIn(Duration delay, Runnable what) {
        plan(now.plus(delay), what);
    }

    /// How many things are planned.
    public int plans() {
        return plans.size();
    }

    /// Lets `duration` pass. Fails when more than `mostSteps` things happen in it: a loop that feeds itself.
    public void pass(Duration duration, int mostSteps) {
        Tick end = now.plus(duration);
        int steps = 0;
        while (!plans.isEmpty() && !end.isBefore(plans.element().at())) {
            Plan next = plans.remove();
            now = next.at();
            next.what().run();
            if (++steps > mostSteps) {
                throw new IllegalStateException("more than " + mostSteps + " steps within " + duration);
            }
        }
        now = end;
    }
}
