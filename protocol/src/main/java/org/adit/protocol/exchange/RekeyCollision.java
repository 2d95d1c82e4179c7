package org.adit.protocol.exchange;

import java.util.Collections;
import java.util.List;
import org.adit.base.Bytes;

/// Both sides rekeyed the same SA at once. Who created the SA with the lowest of the four nonces closes it again
/// (RFC 7296 §2.8.1 and 2.8.2).
public final class RekeyCollision {
    private RekeyCollision() {}

    /// The two nonces of one rekey exchange.
    public record Nonces(Bytes initiator, Bytes responder) {
        Bytes lowest() {
            return Collections.min(List.of(initiator, responder));
        }
    }

    /// Whether the SA that we asked for stays. `ours` are the nonces of the exchange that we started.
    public static boolean oursSurvives(Nonces ours, Nonces theirs) {
        return ours.lowest().compareTo(theirs.lowest()) > 0;
    }
}
