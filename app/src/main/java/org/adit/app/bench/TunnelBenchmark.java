package org.adit.app.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.adit.lab.bench.ChainWorld;
import org.adit.lab.bench.Subject;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.World;

/// Compares tunnels: each subject has a world of its own, all of them stand at once, and every run measures one after
/// the other (A B C, A B C, …), so that what slows the machine for a while slows all of them.
record TunnelBenchmark(String name, String description, Probe probe) implements Benchmark {
    @Override
    public List<String> subjects() {
        return Stream.of(Subject.values()).map(Subject::label).toList();
    }

    @Override
    public List<String> congestionControls() {
        return probe.usesTcp() ? ChainWorld.congestionControls() : List.of();
    }

    @Override
    public String how(BenchRequest request) {
        return "%d runs of %d s each, interleaved, after %d s to warm up%s."
                .formatted(
                        request.runs(),
                        request.seconds(),
                        request.warmUpSeconds(),
                        probe.usesTcp() ? "; TCP with " + request.congestionControl() : "");
    }

    @Override
    public Report run(BenchRequest request, Consumer<String> progress) {
        World.obstacle().ifPresent(why -> {
            throw new LabFault(why);
        });
        List<Subject> subjects = present(request, progress);
        Samples samples = new Samples();
        try (Stage stage = Stage.open()) {
            Map<Subject, ChainWorld> worlds = new LinkedHashMap<>();
            for (Subject subject : subjects) {
                progress.accept("building " + subject.label());
                ChainWorld world = stage.build();
                subject.connect(world);
                if (probe.usesTcp()) {
                    world.congestionControl(request.congestionControl());
                }
                worlds.put(subject, world);
            }
            warmUp(worlds, request, progress);
            for (int run = 1; run <= request.runs(); run++) {
                for (Map.Entry<Subject, ChainWorld> one : worlds.entrySet()) {
                    progress.accept("run %d of %d: %s"
                            .formatted(run, request.runs(), one.getKey().label()));
                    samples.add(one.getKey().label(), probe.measure(one.getValue(), request.seconds()));
                }
            }
        }
        return new Report(name, machine(subjects), samples.rows(), samples.ratios(Subject.ADIT.label()));
    }

    private void warmUp(Map<Subject, ChainWorld> worlds, BenchRequest request, Consumer<String> progress) {
        if (request.warmUpSeconds() == 0) {
            return;
        }
        worlds.forEach((subject, world) -> {
            progress.accept("warming up %s, not counted".formatted(subject.label()));
            probe.measure(world, request.warmUpSeconds());
        });
    }

    private static List<Subject> present(BenchRequest request, Consumer<String> progress) {
        List<Subject> wanted = Stream.of(Subject.values())
                .filter(subject -> request.wants(subject.label()))
                .toList();
        for (Subject subject : wanted) {
            if (!subject.isHere()) {
                progress.accept(
                        subject.label() + " is not on this machine and is left out; ./adit setup --bench gets it");
            }
        }
        List<Subject> here = wanted.stream().filter(Subject::isHere).toList();
        if (here.isEmpty()) {
            throw new LabFault("nothing of what is to be measured is on this machine");
        }
        return here;
    }

    private static Machine machine(List<Subject> subjects) {
        Map<String, String> versions = new TreeMap<>();
        for (Subject subject : subjects) {
            String version = subject.version();
            if (!version.isEmpty()) {
                versions.put(subject.label(), version);
            }
        }
        return Machine.here(versions);
    }
}
