package org.adit.protocol.ike;

import java.time.Duration;

/// How long things may take. Rekey times are shortened by up to a tenth at random, so that SAs spread out.
/// Retransmission doubles from `retransmitFirst` up to `retransmitMost` and gives up after `retransmitTries`.
public record IkeTimes(
        Duration retransmitFirst,
        Duration retransmitMost,
        int retransmitTries,
        Duration halfOpen,
        Duration liveness,
        Duration keepalive,
        Duration rekeyIke,
        Duration rekeyChild,
        Duration answerOverdue) {
    public static final IkeTimes DEFAULT = new IkeTimes(
            Duration.ofMillis(500),
            Duration.ofSeconds(16),
            8,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofHours(4),
            Duration.ofHours(1),
            Duration.ofSeconds(20));

    /// When an IKE SA that could not be rekeyed ends.
    public Duration hardIke() {
        return rekeyIke.plus(rekeyIke.dividedBy(10)).plus(Duration.ofSeconds(30));
    }

    public Duration hardChild() {
        return rekeyChild.plus(rekeyChild.dividedBy(10)).plus(Duration.ofSeconds(30));
    }
}
