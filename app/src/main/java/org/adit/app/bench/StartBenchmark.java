package org.adit.app.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.adit.lab.adit.AditGateway;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.Command;
import org.adit.lab.process.LabFault;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.world.Namespace;
import org.adit.lab.world.World;

/// How long a gateway that is set up takes from `exec` to its first answer to IKE_SA_INIT: ours with its ahead-of-time
/// cache and without, and charon without a connection, which answers too. One after the other, in turn; what the first
/// round finds on a cold disk is not counted.
record StartBenchmark() implements Benchmark {
    private static final String PROBE = "org.adit.app/org.adit.app.bench.load.StartProbe";
    private static final Measure MEASURE = new Measure("exec to first answer", "ms");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// What is started.
    private enum Starter {
        ADIT("adit", machine -> adit(machine, AditProgram.own())),
        ADIT_WITHOUT_CACHE(
                "adit-without-cache", machine -> adit(machine, AditProgram.own().withoutCache())),
        STRONGSWAN("strongswan", machine -> StrongSwan.in(machine).starting());

        private final String label;
        private final Function<Namespace, Command> prepare;

        Starter(String label, Function<Namespace, Command> prepare) {
            this.label = label;
            this.prepare = prepare;
        }

        private boolean isHere() {
            return this != STRONGSWAN || StrongSwan.missing().isEmpty();
        }

        private static Command adit(Namespace machine, AditProgram program) {
            AditGateway gateway = AditGateway.in(machine, program);
            gateway.initializing().run().orThrow();
            return gateway.running();
        }
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String description() {
        return "From exec to the first answer to IKE_SA_INIT.";
    }

    @Override
    public List<String> subjects() {
        return Stream.of(Starter.values()).map(one -> one.label).toList();
    }

    @Override
    public Report run(BenchRequest request, Consumer<String> progress) {
        World.obstacle().ifPresent(why -> {
            throw new LabFault(why);
        });
        Samples samples = new Samples();
        try (World world = World.open()) {
            Map<Starter, Command> starting = new LinkedHashMap<>();
            for (Starter starter : wanted(request, progress)) {
                Namespace machine = world.namespace(starter.label);
                starting.put(starter, probing(machine, starter.prepare.apply(machine)));
            }
            for (int run = 0; run <= request.runs(); run++) {
                for (Map.Entry<Starter, Command> one : starting.entrySet()) {
                    String label = one.getKey().label;
                    progress.accept(
                            run == 0
                                    ? label + ", not counted"
                                    : "run %d of %d: %s".formatted(run, request.runs(), label));
                    double millis = Double.parseDouble(one.getValue().check().strip());
                    if (run > 0) {
                        samples.add(label, List.of(MEASURE.of(millis)));
                    }
                }
            }
        }
        return new Report(name(), Machine.here(Map.of()), samples.rows(), samples.ratios(Starter.ADIT.label));
    }

    private static List<Starter> wanted(BenchRequest request, Consumer<String> progress) {
        List<Starter> here = new ArrayList<>();
        for (Starter starter : Starter.values()) {
            if (request.wants(starter.label) && starter.isHere()) {
                here.add(starter);
            } else if (request.wants(starter.label)) {
                progress.accept(starter.label + " is not on this machine and is left out; ./adit setup gets it");
            }
        }
        if (here.isEmpty()) {
            throw new LabFault("nothing of what is to be measured is on this machine");
        }
        return here;
    }

    /// The probe is the parent of what it measures, so that nothing but the start lies between.
    private static Command probing(Namespace machine, Command daemon) {
        Command probe = AditProgram.own()
                .quickToStart()
                .module(PROBE, daemon.argv().toArray(String[]::new))
                .within(LIMIT);
        for (Map.Entry<String, String> variable : daemon.environment().entrySet()) {
            probe = probe.with(variable.getKey(), variable.getValue());
        }
        return machine.inside(probe);
    }
}
