package org.adit.client.connection;

import java.util.List;
import java.util.Optional;
import org.adit.base.time.Tick;

/// What to do now, in order, and when to come back at the latest.
public record ClientOutcome(List<ClientAction> actions, Optional<Tick> wake) {
    public ClientOutcome {
        actions = List.copyOf(actions);
    }
}
