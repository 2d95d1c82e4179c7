package org.adit.app.bench;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.Finished;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.Namespace;
import org.adit.lab.world.World;

/// A soak, in a namespace of its own. Clients and the network behind the gateway are one program of ours.
public record SoakRun(int clients, Duration length, long seed, int workers) {
    private static final String SOAK = "org.adit.app/org.adit.app.bench.soak.Soak";
    private static final Duration TO_PREPARE = Duration.ofMinutes(5);

    /// What happens goes to `progress`, about a line a minute.
    public SoakReport run(Consumer<String> progress) {
        World.obstacle().ifPresent(why -> {
            throw new LabFault(why);
        });
        progress.accept("%,d clients, seed %d; ends in %d minutes and %d seconds"
                .formatted(clients, seed, length.toMinutes(), length.toSecondsPart()));
        try (World world = World.open()) {
            Namespace machine = world.namespace("soak");
            machine.address("lo", "10.0.0.1/32");
            machine.address("lo", "fd00:10::1/128");
            Finished soak = machine.inside(AditProgram.own()
                            .withJava("-XX:+UseSerialGC", "-Xmx512m")
                            .module(
                                    SOAK,
                                    world.folder().resolve("gateway").toString(),
                                    Integer.toString(clients),
                                    Long.toString(length.toSeconds()),
                                    Long.toString(seed),
                                    Integer.toString(workers))
                            .within(length.plus(TO_PREPARE)))
                    .run(progress)
                    .orThrow();
            return SoakReport.of(soak.out(), Machine.here(Map.of()));
        }
    }
}
