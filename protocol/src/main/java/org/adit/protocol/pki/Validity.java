package org.adit.protocol.pki;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// When a certificate may be used, in whole seconds, both ends included.
public record Validity(Instant notBefore, Instant notAfter) {
    /// How far clocks of peers may be behind ours.
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    public Validity {
        notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
        notAfter = notAfter.truncatedTo(ChronoUnit.SECONDS);
        if (notAfter.isBefore(notBefore)) {
            throw new IllegalArgumentException("a validity from " + notBefore + " to " + notAfter);
        }
    }

    /// Usable at once, also where the clock is an hour behind.
    public static Validity startingAt(Instant now, Duration length) {
        return new Validity(now.minus(CLOCK_SKEW), now.plus(length));
    }

    /// Ends no later than `limit`, which is not before the start.
    Validity endingBy(Instant limit) {
        return limit.isBefore(notAfter) ? new Validity(notBefore.isBefore(limit) ? notBefore : limit, limit) : this;
    }
}
