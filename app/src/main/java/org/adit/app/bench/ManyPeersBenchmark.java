package org.adit.app.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.Finished;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.Namespace;
import org.adit.lab.world.World;
import tools.jackson.databind.json.JsonMapper;

/// Small packets of one peer against those of a thousand in turn. Clients, the network behind the gateway and the
/// gateway itself share the loopback of one namespace.
record ManyPeersBenchmark(String name, String description, int peers) implements Benchmark {
    private static final String LOAD = "org.adit.app/org.adit.app.bench.load.PacketLoad";
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public List<String> subjects() {
        return List.of("adit");
    }

    @Override
    public String how(BenchRequest request) {
        return "%d runs of %d s for each of them, interleaved, after %d s to warm up."
                .formatted(request.runs(), request.seconds(), request.warmUpSeconds());
    }

    @Override
    public Report run(BenchRequest request, Consumer<String> progress) {
        World.obstacle().ifPresent(why -> {
            throw new LabFault(why);
        });
        try (World world = World.open()) {
            Namespace machine = world.namespace("load");
            machine.address("lo", "10.0.0.1/32");
            Finished load = machine.inside(AditProgram.own()
                            .withJava("-XX:+UseSerialGC", "-Xmx512m", "-XX:MaxDirectMemorySize=2g")
                            .module(
                                    LOAD,
                                    world.folder().resolve("gateway").toString(),
                                    Integer.toString(peers),
                                    Integer.toString(request.runs()),
                                    Integer.toString(request.seconds()),
                                    Integer.toString(request.warmUpSeconds()))
                            .within(LIMIT))
                    .run(progress)
                    .orThrow();
            Samples samples = ControlPlaneBenchmark.samples(JSON.readTree(load.out()));
            String crowd = samples.rows().getLast().subject();
            return new Report(name, Machine.here(Map.of()), samples.rows(), samples.ratios(crowd));
        }
    }
}
