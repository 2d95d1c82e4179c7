package org.adit.app.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.bench.Subject;
import org.adit.lab.process.Finished;
import org.adit.lab.process.LabFault;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.world.Namespace;
import org.adit.lab.world.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What clients cost a gateway. The clients are thousands in one program of ours, on the loopback of a namespace, which
/// starts our gateway itself and says what it found as JSON; then strongSwan has the same clients, fewer of them.
///
/// @param inRounds whether the clients connect in rounds, or once
record ControlPlaneBenchmark(String name, String description, int clients, boolean inRounds) implements Benchmark {
    private static final String LOAD = "org.adit.app/org.adit.app.bench.load.ControlPlaneLoad";
    private static final String ADIT = Subject.ADIT.label();
    private static final String STRONGSWAN = Subject.STRONGSWAN.label();
    /// Enough to see what one costs; thousands take charon minutes.
    private static final int CLIENTS_OF_OTHERS = 2_000;

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public List<String> subjects() {
        return List.of(ADIT, STRONGSWAN);
    }

    @Override
    public String how(BenchRequest request) {
        return inRounds
                ? "%,d clients connect in each of %d rounds, after others to warm up."
                        .formatted(clients, request.runs())
                : "%,d clients (%,d of strongSwan) connect once, and are then idle; measured once."
                        .formatted(clients, CLIENTS_OF_OTHERS);
    }

    @Override
    public Report run(BenchRequest request, Consumer<String> progress) {
        World.obstacle().ifPresent(why -> {
            throw new LabFault(why);
        });
        Samples samples = new Samples();
        Map<String, String> versions = new TreeMap<>();
        progress.accept("%,d clients; this takes some minutes".formatted(clients));
        try (World world = World.open()) {
            if (request.wants(ADIT)) {
                measureAdit(world, request, progress, samples);
            }
            if (request.wants(STRONGSWAN) && Subject.STRONGSWAN.isHere()) {
                versions.put(STRONGSWAN, Subject.STRONGSWAN.version());
                measureStrongSwan(world, request, progress, samples);
            } else if (request.wants(STRONGSWAN)) {
                progress.accept(STRONGSWAN + " is not on this machine and is left out; ./adit setup gets it");
            }
        }
        return new Report(name, Machine.here(versions), samples.rows(), samples.ratios(ADIT));
    }

    private void measureAdit(World world, BenchRequest request, Consumer<String> progress, Samples samples) {
        List<String> arguments = new ArrayList<>(List.of(name, folder(world, "gateway"), Integer.toString(clients)));
        if (inRounds) {
            arguments.add(Integer.toString(request.runs()));
        }
        add(samples, load(world.namespace("load"), arguments, progress).out());
    }

    private void measureStrongSwan(World world, BenchRequest request, Consumer<String> progress, Samples samples) {
        Namespace machine = world.namespace("charon");
        String folder = folder(world, "charon");
        load(machine, List.of("authority", folder), progress);
        progress.accept(STRONGSWAN + ": %,d clients".formatted(CLIENTS_OF_OTHERS));
        try (StrongSwan charon = CharonGateway.start(machine, Path.of(folder, "data", "ca"))) {
            List<String> arguments =
                    new ArrayList<>(List.of("other-" + name, folder, Integer.toString(CLIENTS_OF_OTHERS)));
            if (inRounds) {
                arguments.add(Integer.toString(request.runs()));
            }
            arguments.addAll(List.of(Long.toString(charon.pid()), STRONGSWAN));
            add(samples, load(machine, arguments, progress).out());
            charon.kill(); // thousands of goodbyes are nobody's to hear
        }
    }

    private static Finished load(Namespace machine, List<String> arguments, Consumer<String> progress) {
        Finished load = machine.inside(AditProgram.own()
                        .withJava("-Xmx3g")
                        .module(LOAD, arguments.toArray(String[]::new))
                        .within(LIMIT))
                .run()
                .orThrow();
        load.err().lines().forEach(progress);
        return load;
    }

    private static String folder(World world, String name) {
        return world.folder().resolve(name).toString();
    }

    static Samples samples(JsonNode rows) {
        Samples samples = new Samples();
        add(samples, rows);
        return samples;
    }

    static void add(Samples samples, String json) {
        add(samples, JSON.readTree(json));
    }

    /// Rows as the programs in `load` and `soak` print them.
    private static void add(Samples samples, JsonNode rows) {
        for (JsonNode row : rows) {
            Measure measure =
                    new Measure(row.path("measure").asString(), row.path("unit").asString());
            List<Reading> readings = new ArrayList<>();
            row.path("values").forEach(value -> readings.add(measure.of(value.asDouble())));
            samples.add(row.path("subject").asString(), readings);
        }
    }
}
