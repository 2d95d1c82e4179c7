package org.adit.app.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.adit.lab.bench.ChainWorld;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.traffic.IperfServer;

/// Echo requests from the client to the LAN: through the idle tunnel, then beside a TCP stream that is held at one rate
/// for every subject. An answer that does not come counts as one second.
final class LatencyProbe implements Probe {
    private static final String MILLISECONDS = "ms";
    private static final Measure IDLE_MEDIAN = new Measure("idle median", MILLISECONDS);
    private static final Measure IDLE_P99 = new Measure("idle p99", MILLISECONDS);
    private static final Measure LOADED_MEDIAN = new Measure("loaded median", MILLISECONDS);
    private static final Measure LOADED_P99 = new Measure("loaded p99", MILLISECONDS);
    private static final Duration APART = Duration.ofMillis(5);
    private static final double LOST = Duration.ofSeconds(1).toMillis();
    private static final long LOAD = 500_000_000; // bits per second

    @Override
    public boolean usesTcp() {
        return true;
    }

    @Override
    public List<Reading> measure(ChainWorld world, int seconds) {
        List<Double> idle = roundTrips(world, seconds);
        List<Double> loaded = loaded(world, seconds);
        return List.of(
                IDLE_MEDIAN.of(Quantiles.median(idle)),
                IDLE_P99.of(Quantiles.percentile(idle, 99)),
                LOADED_MEDIAN.of(Quantiles.median(loaded)),
                LOADED_P99.of(Quantiles.percentile(loaded, 99)));
    }

    private static List<Double> loaded(ChainWorld world, int seconds) {
        try (IperfServer _ = IperfServer.in(world.lan());
                BackgroundProcess _ = world.traffic().flow(ChainWorld.SERVER, LOAD)) {
            return roundTrips(world, seconds);
        }
    }

    private static List<Double> roundTrips(ChainWorld world, int seconds) {
        int count = (int) Duration.ofSeconds(seconds).dividedBy(APART);
        List<Double> all = new ArrayList<>(world.traffic().roundTrips(ChainWorld.SERVER, count, APART).stream()
                .map(time -> time.toNanos() / 1e6)
                .toList());
        all.addAll(Collections.nCopies(count - all.size(), LOST));
        return all;
    }
}
