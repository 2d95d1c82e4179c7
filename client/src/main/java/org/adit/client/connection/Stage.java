package org.adit.client.connection;

import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.IpAddress;
import org.adit.base.time.Tick;
import org.adit.client.connection.ConnectionStatus.State;

/// What the core waits for.
sealed interface Stage {
    State state();

    record Off() implements Stage {
        @Override
        public State state() {
            return State.OFF;
        }
    }

    /// For the addresses of the gateway.
    record Resolving() implements Stage {
        @Override
        public State state() {
            return State.RESOLVING;
        }
    }

    /// For the way to one of them.
    record FindingPath(IpAddress gateway) implements Stage {
        @Override
        public State state() {
            return State.CONNECTING;
        }
    }

    /// For the engine: an IKE SA and a Child SA.
    record Opening() implements Stage {
        @Override
        public State state() {
            return State.CONNECTING;
        }
    }

    /// For the host.
    record Configuring() implements Stage {
        @Override
        public State state() {
            return State.CONNECTING;
        }
    }

    record Connected() implements Stage {
        @Override
        public State state() {
            return State.CONNECTED;
        }
    }

    /// For the time of the next attempt.
    record Waiting(Tick until) implements Stage {
        @Override
        public State state() {
            return State.WAITING;
        }
    }

    /// For the gateway's goodbye and the host's restoration, but not beyond `deadline` for the former.
    record Ending(boolean goodbye, boolean restoring, Tick deadline, Optional<Failure> why) implements Stage {
        @Override
        public State state() {
            return State.DISCONNECTING;
        }
    }
}
