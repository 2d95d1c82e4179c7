package org.adit.gateway.session;

import java.util.List;
import java.util.Optional;
import org.adit.base.time.Tick;

/// What to do now, in order, and when to come back at the latest.
public record GatewayOutcome(List<GatewayAction> actions, Optional<Tick> wake) {
    public GatewayOutcome {
        actions = List.copyOf(actions);
    }
}
