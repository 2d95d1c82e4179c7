package org.adit.client.connection;

import java.time.Duration;
import org.adit.base.Randomness;

/// How long to wait before the next attempt: at once after a loss, then doubling from two seconds to a minute, each
/// up to a quarter shorter, so that the clients of a gateway that restarts do not all come in the same moment.
final class Backoff {
    private static final long FIRST_MILLIS = 1_000;
    private static final long BASE_MILLIS = 2_000;
    private static final long MOST_MILLIS = 60_000;

    private final Randomness randomness;

    Backoff(Randomness randomness) {
        this.randomness = randomness;
    }

    /// `failed` is how many attempts failed since the last success.
    Duration after(int failed) {
        if (failed == 0) {
            return Duration.ofMillis(randomness.below((int) FIRST_MILLIS));
        }
        long full = Math.min(MOST_MILLIS, BASE_MILLIS << Math.min(failed - 1, 10));
        return Duration.ofMillis(full - randomness.below((int) (full / 4)));
    }
}
