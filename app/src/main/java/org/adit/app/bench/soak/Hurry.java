package org.adit.app.bench.soak;

import java.time.Duration;
import org.adit.protocol.ike.IkeTimes;

/// How often keys are renewed. Half of the clients leave it to the gateway, half are as quick as it is, so that both
/// sides often begin at once. All are patient: what is lost is sent again many times before anybody gives up.
final class Hurry {
    static final IkeTimes GATEWAY = times(Duration.ofSeconds(10), Duration.ofSeconds(40));
    static final IkeTimes CLIENT = times(Duration.ofSeconds(10), Duration.ofSeconds(40));
    static final IkeTimes LEISURE = times(Duration.ofHours(2), Duration.ofHours(4));

    private Hurry() {}

    private static IkeTimes times(Duration rekeyChild, Duration rekeyIke) {
        return new IkeTimes(
                Duration.ofMillis(300),
                Duration.ofSeconds(1),
                12,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(4),
                rekeyIke,
                rekeyChild,
                Duration.ofSeconds(20));
    }
}
