package org.adit.app.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.Finished;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.Namespace;
import org.adit.lab.world.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What clients cost a gateway. The clients are thousands in one program of ours, which starts the gateway itself,
/// both on the loopback of a namespace; it says what it found as JSON.
///
/// @param inRounds whether the clients connect in rounds, or once
record ControlPlaneBenchmark(String name, String description, int clients, boolean inRounds) implements Benchmark {
    private static final String LOAD = "org.adit.app/org.adit.app.bench.load.ControlPlaneLoad";
    private static final String SUBJECT = "adit";
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public List<String> subjects() {
        return List.of(SUBJECT);
    }

    @Override
    public String how(BenchRequest request) {
        return inRounds
                ? "%,d clients connect in each of %d rounds, after others to warm up."
                        .formatted(clients, request.runs())
                : "%,d clients connect once, and are then idle; measured once.".formatted(clients);
    }

    @Override
    public Report run(BenchRequest request, Consumer<String> progress) {
        World.obstacle().ifPresent(why -> {
            throw new LabFault(why);
        });
        progress.accept("%,d clients; this takes some minutes".formatted(clients));
        try (World world = World.open()) {
            Namespace machine = world.namespace("load");
            Finished load = machine.inside(AditProgram.own()
                            .withJava("-Xmx3g")
                            .module(
                                    LOAD,
                                    name,
                                    world.folder().resolve("gateway").toString(),
                                    Integer.toString(clients),
                                    Integer.toString(request.runs()))
                            .within(LIMIT))
                    .run()
                    .orThrow();
            load.err().lines().forEach(progress);
            return new Report(name, Machine.here(Map.of()), samples(load.out()).rows(), List.of());
        }
    }

    static Samples samples(String json) {
        Samples samples = new Samples();
        for (JsonNode row : JSON.readTree(json)) {
            Measure measure =
                    new Measure(row.path("measure").asString(), row.path("unit").asString());
            List<Reading> readings = new ArrayList<>();
            row.path("values").forEach(value -> readings.add(measure.of(value.asDouble())));
            samples.add(row.path("subject").asString(), readings);
        }
        return samples;
    }
}
