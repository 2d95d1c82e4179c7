package org.adit.protocol.wire;

import java.util.Optional;
import org.adit.base.diagnosis.Failure;

/// Why octets are not a message.
public sealed interface WireFailure extends Failure permits WireFailure.Placeholder {
    /// What an authentic peer is told: INVALID_SYNTAX or UNSUPPORTED_CRITICAL_PAYLOAD.
    Optional<Payload.Notify> answer();

    final class Placeholder implements WireFailure {
        @Override
        public Optional<Payload.Notify> answer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public org.adit.base.diagnosis.FailureCode code() {
            throw new UnsupportedOperationException();
        }

        @Override
        public org.adit.base.diagnosis.Blame blame() {
            throw new UnsupportedOperationException();
        }

        @Override
        public org.adit.base.diagnosis.Explanation explain() {
            throw new UnsupportedOperationException();
        }
    }
}
