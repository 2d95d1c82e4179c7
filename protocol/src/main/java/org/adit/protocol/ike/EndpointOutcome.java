package org.adit.protocol.ike;

import java.util.List;
import java.util.Optional;
import org.adit.base.time.Tick;

/// What to do now, in order, and when to come back at the latest.
public record EndpointOutcome(List<Action> actions, Optional<Tick> wake) {
    public EndpointOutcome {
        actions = List.copyOf(actions);
    }
}
