package org.adit.app.bench;

import java.util.List;
import java.util.Optional;

/// All that can be measured.
public final class Benchmarks {
    private Benchmarks() {}

    public static List<Benchmark> all() {
        return List.of(
                new TunnelBenchmark("data-plane", "One TCP stream through the tunnel, each way.", new DataPlaneProbe()),
                new TunnelBenchmark(
                        "small-packets",
                        "UDP with 64 octets, as fast as it can be sent; what arrives.",
                        new SmallPacketsProbe()),
                new TunnelBenchmark(
                        "latency", "Echo requests through the idle and the loaded tunnel.", new LatencyProbe()),
                new ControlPlaneBenchmark(
                        "handshakes", "What connecting costs the gateway, and all clients at once.", 2_000),
                new ControlPlaneBenchmark("memory", "What the gateway keeps of each idle client.", 20_000),
                new StartBenchmark());
    }

    public static Optional<Benchmark> named(String name) {
        return all().stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
