package org.adit.simulation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.adit.base.diagnosis.FailureCode;
import org.adit.base.time.Tick;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.Spi;

/// What a node's program knows from events alone: what became of every attempt, and which Child SAs there are. The
/// reference that a world is checked against.
public final class Attempts {
    private final SimTime time;
    private final Map<SaId, Fate> fates = new LinkedHashMap<>();
    private final Map<SaId, Set<Spi>> children = new LinkedHashMap<>();
    private final Set<Spi> rekeyedInto = new LinkedHashSet<>();
    private final Tally tally = new Tally();

    /// `failure` is empty for one that ended because somebody wanted it to.
    public sealed interface Fate {
        record Opening(Tick since) implements Fate {}

        record Established(IkeEvent.Established how) implements Fate {}

        record Over(Optional<FailureCode> failure) implements Fate {}
    }

    /// Counts for the summary.
    public static final class Tally {
        private final Map<String, Long> counts = new TreeMap<>();

        void count(String what, long times) {
            counts.merge(what, times, Long::sum);
        }

        public void add(Tally other) {
            other.counts.forEach(this::count);
        }

        public Map<String, Long> counts() {
            return Map.copyOf(counts);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            counts.forEach((what, times) ->
                    text.append("  ").append(what).append(": ").append(times).append('\n'));
            return text.toString();
        }
    }

    Attempts(SimTime time) {
        this.time = time;
    }

    void on(SaId sa, IkeEvent event) {
        switch (event) {
            case IkeEvent.Started _ -> {
                if (fates.putIfAbsent(sa, new Fate.Opening(time.tick())) != null) {
                    throw new IllegalStateException("the attempt " + sa + " began twice");
                }
                children.put(sa, new LinkedHashSet<>());
                tally.count("attempts", 1);
            }
            case IkeEvent.Established how -> {
                expect(sa, fates.get(sa) instanceof Fate.Opening, "was established out of turn");
                fates.put(sa, new Fate.Established(how));
                tally.count("established", 1);
            }
            case IkeEvent.Closed(var how) -> {
                expect(sa, !(fates.get(sa) instanceof Fate.Over), "ended twice");
                fates.put(sa, new Fate.Over(how.failure().map(f -> f.code())));
                children.remove(sa);
                tally.count(
                        how.failure()
                                .map(f -> "ended with " + f.code() + " "
                                        + f.getClass().getSimpleName())
                                .orElse("ended as wished"),
                        1);
            }
            case IkeEvent.ChildUp(var child) -> {
                expect(sa, known(sa).add(child.inbound()), "has a Child SA twice");
                tally.count("Child SAs up", 1);
            }
            case IkeEvent.ChildRekeyed(var old, var child) -> {
                known(sa).remove(old);
                expect(sa, known(sa).add(child.inbound()), "has a Child SA twice");
                rekeyedInto.add(child.inbound());
                tally.count("Child SAs rekeyed", 1);
            }
            case IkeEvent.ChildDown(var inbound) -> {
                expect(sa, known(sa).remove(inbound), "lost a Child SA that it did not have");
                tally.count("Child SAs down", 1);
            }
            case IkeEvent.ChildRefused(var why) ->
                tally.count(
                        "Child SAs refused with " + why.code() + " "
                                + why.getClass().getSimpleName(),
                        1);
            case IkeEvent.IkeRekeyed _ -> tally.count("IKE SAs rekeyed", 1);
            case IkeEvent.PathMoved _ -> tally.count("paths moved", 1);
            case IkeEvent.Noted(var what) -> {
                if (what.startsWith("Both sides rekeyed")) {
                    tally.count(what.substring(0, what.indexOf(';')), 1);
                }
            }
            case IkeEvent.PeerClaims _ -> {}
        }
    }

    private Set<Spi> known(SaId sa) {
        Set<Spi> known = children.get(sa);
        if (known == null) {
            throw new IllegalStateException("the attempt " + sa + " has Child SAs, but is over or never began");
        }
        return known;
    }

    private static void expect(SaId sa, boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("the attempt " + sa + " " + otherwise);
        }
    }

    /// By the name that the node's own endpoint gave, in order.
    public Map<SaId, Fate> fates() {
        return new LinkedHashMap<>(fates);
    }

    public boolean isEstablished(SaId sa) {
        return fates.get(sa) instanceof Fate.Established;
    }

    public boolean isOpening(SaId sa) {
        return fates.get(sa) instanceof Fate.Opening;
    }

    /// The Child SAs of `sa` that were reported and not taken back, by the SPI that this node receives on.
    public Set<Spi> children(SaId sa) {
        return Set.copyOf(children.getOrDefault(sa, Set.of()));
    }

    boolean cameByRekey(Spi inbound) {
        return rekeyedInto.contains(inbound);
    }

    Tally tally() {
        return tally;
    }

    /// The node restarted: what it knew is gone.
    void forget() {
        fates.values().stream()
                .filter(fate -> !(fate instanceof Fate.Over))
                .forEach(_ -> tally.count("ended by a kill", 1));
        fates.clear();
        children.clear();
    }
}
