package org.adit.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.adit.base.diagnosis.FailureCode;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.SaId;

/// What became of every attempt that a node saw: the reference that a world is checked against.
public final class Attempts {
    private final Map<SaId, Fate> fates = new LinkedHashMap<>();

    /// `failure` is empty for one that ended because somebody wanted it to.
    public sealed interface Fate {
        record Opening() implements Fate {}

        record Established() implements Fate {}

        record Over(Optional<FailureCode> failure) implements Fate {}
    }

    void on(SaId sa, IkeEvent event) {
        switch (event) {
            case IkeEvent.Started _ -> {
                if (fates.putIfAbsent(sa, new Fate.Opening()) != null) {
                    throw new IllegalStateException("the attempt " + sa + " began twice");
                }
            }
            case IkeEvent.Established _ -> fates.put(sa, new Fate.Established());
            case IkeEvent.Closed(var how) -> {
                if (fates.get(sa) instanceof Fate.Over) {
                    throw new IllegalStateException("the attempt " + sa + " ended twice");
                }
                fates.put(sa, new Fate.Over(how.failure().map(f -> f.code())));
            }
            case IkeEvent.Noted _,
                    IkeEvent.PeerClaims _,
                    IkeEvent.ChildUp _,
                    IkeEvent.ChildRekeyed _,
                    IkeEvent.ChildDown _,
                    IkeEvent.ChildRefused _,
                    IkeEvent.IkeRekeyed _,
                    IkeEvent.PathMoved _ -> {}
        }
    }

    /// By the name that the node's own endpoint gave, in order.
    public Map<SaId, Fate> fates() {
        return Map.copyOf(fates);
    }

    public boolean isEstablished(SaId sa) {
        return fates.get(sa) instanceof Fate.Established;
    }

    public long established() {
        return fates.values().stream().filter(Fate.Established.class::isInstance).count();
    }

    public long opening() {
        return fates.values().stream().filter(Fate.Opening.class::isInstance).count();
    }

    /// The node restarted: what it knew is gone.
    void forget() {
        fates.clear();
    }
}
