package org.adit.protocol.ike;

import java.time.Duration;
import java.util.Optional;
import org.adit.base.time.Tick;

/// Lets something through at most once in a while: what anybody on the network can cause must not fill logs or links.
final class Seldom {
    private final Duration every;
    private Optional<Tick> last = Optional.empty();

    Seldom(Duration every) {
        this.every = every;
    }

    boolean now(Tick tick) {
        boolean due = last.filter(at -> tick.since(at).compareTo(every) < 0).isEmpty();
        if (due) {
            last = Optional.of(tick);
        }
        return due;
    }
}
