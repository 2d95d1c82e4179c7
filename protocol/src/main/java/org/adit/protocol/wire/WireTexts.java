package org.adit.protocol.wire;

import java.util.Optional;
import org.adit.base.diagnosis.FailureCode;

/// What several failures of this package have in common.
final class WireTexts {
    static final Optional<Payload.Notify> INVALID_SYNTAX = Optional.of(Payload.Notify.of(NotifyType.INVALID_SYNTAX));
    static final String REPORT =
            "Update the peer's software. If that does not help, report this code with a capture to its maker.";

    private WireTexts() {}

    static FailureCode code(int number) {
        return new FailureCode(FailureCode.Area.WIRE, number);
    }
}
