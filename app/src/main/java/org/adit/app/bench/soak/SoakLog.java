package org.adit.app.bench.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.adit.app.bench.load.GatewayFolder;
import org.adit.app.bench.load.GatewayProcess;
import org.adit.app.bench.load.Measured;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How the gateway fares, looked at from outside about once a minute, and the verdict.
final class SoakLog {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration MOST_APART = Duration.ofMinutes(1);
    private static final int FEWEST_SAMPLES = 30;
    private static final Duration SHORTEST_TREND = Duration.ofMinutes(10);
    private static final double HEAP_FLOOR = 2 * 1024; // KiB
    private static final double RESIDENT_FLOOR = 4 * 1024;
    private static final double MEBI = 1024;

    private final GatewayProcess gateway;
    private final GatewayFolder folder;
    private final Duration length;
    private final long began = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();
    private final long apartNanos;
    private CompletableFuture<Sample> looking;
    private long nextNanos;

    SoakLog(GatewayProcess gateway, GatewayFolder folder, Duration length) {
        this.gateway = gateway;
        this.folder = folder;
        this.length = length;
        Duration apart = length.dividedBy(FEWEST_SAMPLES);
        this.apartNanos = Math.max(Duration.ofSeconds(2).toNanos(), Math.min(apart.toNanos(), MOST_APART.toNanos()));
        this.looking = CompletableFuture.supplyAsync(() -> Sample.of(gateway));
        this.nextNanos = began + apartNanos;
    }

    /// Looks when it is time, without waiting for what it sees.
    void turn(long nowNanos, Supplier<Findings> findings) {
        if (nowNanos < nextNanos || !looking.isDone()) {
            return;
        }
        samples.add(looking.join());
        say(nowNanos, findings.get());
        nextNanos += apartNanos;
        looking = CompletableFuture.supplyAsync(() -> Sample.of(gateway));
    }

    private void say(long nowNanos, Findings findings) {
        Sample last = samples.getLast();
        Sample before = samples.size() < 2 ? last : samples.get(samples.size() - 2);
        Duration since = Duration.ofNanos(nowNanos - began);
        System.err.printf(
                "%d:%02d  %s; heap %.1f MiB, resident %.1f MiB, %.0f %% of a core%n",
                since.toMinutes(),
                since.toSecondsPart(),
                findings.text(),
                last.heapKib() / MEBI,
                last.residentKib() / MEBI,
                (last.processorMillis() - before.processorMillis()) / (apartNanos / 1e6) * 100);
    }

    /// All of it, on one line.
    String json(Findings findings, long seed, int clients) {
        samples.add(looking.join());
        List<Check> checks = new ArrayList<>(findings.checks());
        List<String> complaints = gateway.complaints();
        checks.add(new Check("the gateway complains of nothing", complaints.isEmpty(), firstOf(complaints)));
        int sessions = folder.sessions();
        checks.add(new Check("the gateway counts the same sessions", sessions == clients, sessions + " of " + clients));
        Trend heap = Trend.settled(samples.stream().map(Sample::heapKib).toList());
        Trend resident = Trend.settled(samples.stream().map(Sample::residentKib).toList());
        if (length.compareTo(SHORTEST_TREND) >= 0) {
            checks.add(flat("its heap does not grow", heap, HEAP_FLOOR));
            checks.add(flat("its resident memory does not grow", resident, RESIDENT_FLOOR));
        }
        ObjectNode all = JSON.createObjectNode().put("seed", seed);
        ArrayNode said = all.putArray("checks");
        for (Check check : checks) {
            said.addObject()
                    .put("check", check.what())
                    .put("passed", check.passed())
                    .put("found", check.found());
        }
        findings.judge().words().forEach(all.putArray("faults")::add);
        all.set("rows", Measured.json(rows(findings, heap, resident)));
        return JSON.writeValueAsString(all);
    }

    private static String firstOf(List<String> complaints) {
        return complaints.isEmpty() ? "none" : complaints.size() + ", the first: " + complaints.getFirst();
    }

    private static Check flat(String what, Trend trend, double floor) {
        return new Check(
                what,
                trend.flat(floor),
                "%+.2f MiB at %.1f MiB, by the line through the last two thirds of the samples"
                        .formatted(trend.rise() / MEBI, trend.mean() / MEBI));
    }

    private List<Measured> rows(Findings found, Trend heap, Trend resident) {
        String gatewayItself = "adit gateway";
        String clients = "clients";
        return List.of(
                Measured.count(
                        clients, "connected", "clients", found.initiators().connected()),
                Measured.count(
                        clients,
                        "packets up",
                        "packets",
                        found.sum(one -> one.up().arrived())),
                Measured.count(
                        clients,
                        "packets down",
                        "packets",
                        found.sum(one -> one.down().arrived())),
                Measured.count(
                        clients,
                        "rekeys of Child SAs",
                        "rekeys",
                        found.initiators().childRekeys()),
                Measured.count(
                        clients,
                        "rekeys of IKE SAs",
                        "rekeys",
                        found.initiators().ikeRekeys()),
                Measured.count(clients, "moves", "moves", found.roaming().moves()),
                Measured.count(
                        clients,
                        "new ports of routers",
                        "moves",
                        found.roaming().rebindings()),
                new Measured(
                        gatewayItself,
                        "heap",
                        "MiB",
                        mebibytes(samples.stream().map(Sample::heapKib).toList())),
                new Measured(
                        gatewayItself,
                        "resident",
                        "MiB",
                        mebibytes(samples.stream().map(Sample::residentKib).toList())),
                Measured.once(gatewayItself, "heap, rise of the line", "MiB", heap.rise() / MEBI),
                Measured.once(gatewayItself, "resident, rise of the line", "MiB", resident.rise() / MEBI),
                Measured.once(
                        gatewayItself,
                        "processor",
                        "% of a core",
                        (samples.getLast().processorMillis()
                                        - samples.getFirst().processorMillis())
                                / ((System.nanoTime() - began) / 1e6)
                                * 100));
    }

    private static List<Double> mebibytes(List<Double> kibibytes) {
        return kibibytes.stream().map(one -> one / MEBI).toList();
    }
}
