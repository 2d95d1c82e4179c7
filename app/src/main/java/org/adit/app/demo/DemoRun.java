package org.adit.app.demo;

import java.util.List;
import java.util.Optional;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.World;

/// One showing of the demo: its steps in order, until one fails or somebody interrupts. Removes the world in any case.
public final class DemoRun {
    private final DemoScreen screen;
    private final boolean keep;
    private int shown;

    /// With `keep`, the tunnel stays until Ctrl-C before the last steps follow.
    public DemoRun(DemoScreen screen, boolean keep) {
        this.screen = screen;
        this.keep = keep;
    }

    /// Empty if everything was shown. The screen has said the failure already, with what was seen before it.
    public Optional<DemoFailure> run() {
        Optional<String> obstacle = World.obstacle();
        if (obstacle.isPresent()) {
            return Optional.of(new DemoFailure.NoWorld(obstacle.get()));
        }
        Interruption interruption = Interruption.heeded();
        boolean complete = false;
        try (Stage stage = new Stage()) {
            screen.opens();
            Optional<DemoFailure> failure = showAll(stage, interruption);
            complete = failure.isEmpty();
            if (complete) {
                screen.closes(shown);
            }
            return failure;
        } finally {
            interruption.over(complete);
        }
    }

    private Optional<DemoFailure> showAll(Stage stage, Interruption interruption) {
        Optional<DemoFailure> failure = show(DemoStep.untilConnected(), stage, interruption)
                .or(() -> show(DemoStep.whileConnected(), stage, interruption));
        if (failure.isEmpty() && keep) {
            screen.keeps(LookingAround.lines(stage));
            interruption.await();
        }
        return failure.or(() -> show(DemoStep.atTheEnd(), stage, interruption));
    }

    private Optional<DemoFailure> show(List<DemoStep> steps, Stage stage, Interruption interruption) {
        for (DemoStep step : steps) {
            Evidence evidence = new Evidence();
            screen.begins(step, ++shown);
            try {
                step.act().accept(stage, evidence);
            } catch (RuntimeException thrown) {
                return Optional.of(failed(step, evidence, stage, interruption, thrown));
            }
            screen.proved(step, evidence.sightings());
        }
        return Optional.empty();
    }

    private DemoFailure failed(
            DemoStep step, Evidence evidence, Stage stage, Interruption interruption, RuntimeException thrown) {
        if (interruption.cutsShort()) {
            DemoFailure failure = new DemoFailure.Interrupted(step.name());
            screen.interrupted(step);
            stage.close();
            screen.failed(step, evidence.sightings(), failure, LastWords.NONE);
            return failure;
        }
        if (thrown instanceof LabFault fault) {
            String seen = Optional.ofNullable(fault.getMessage()).orElse(fault.toString());
            DemoFailure failure = new DemoFailure.StepFailed(step.name(), seen);
            LastWords words = new LastWords(stage.gatewaysLastWords(), stage.clientsLastWords());
            stage.close();
            screen.failed(step, evidence.sightings(), failure, words);
            return failure;
        }
        throw thrown;
    }
}
