package org.adit.protocol.ike;

import java.util.List;
import java.util.Optional;

/// What one step of an IKE SA came to. `born` are IKE SAs that a rekey made; `gone` says that this one has ended.
public record Outcome(List<Action> actions, Optional<Wake> wake, List<IkeSa> born, boolean gone) {
    public Outcome {
        actions = List.copyOf(actions);
        born = List.copyOf(born);
    }
}
