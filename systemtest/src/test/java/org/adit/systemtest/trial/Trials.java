package org.adit.systemtest.trial;

import java.nio.file.Path;
import java.time.Duration;
import org.adit.lab.adit.AditClient;
import org.adit.lab.adit.AditGateway;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.Command;
import org.adit.protocol.ike.IkeTimes;
import org.adit.protocol.ike.KeyWitness;
import org.adit.protocol.ike.Trial;

/// Our gateway and client as a test may see and hurry them: commands for [TrialGateway] and [TrialClient].
public final class Trials {
    /// Keys are not wanted.
    public static final String NO_NOTES = "none";

    /// A peer that is silent for a second is asked whether it lives, and given up after two more.
    private static final IkeTimes HURRIED = new IkeTimes(
            Duration.ofMillis(300),
            Duration.ofMillis(600),
            4,
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofHours(4),
            Duration.ofHours(1),
            Duration.ofSeconds(5));

    private static final Path CLASSES = Path.of("systemtest", "target", "test-classes");

    private Trials() {}

    public static Command gateway(AditProgram program, AditGateway gateway, String notes) {
        return program.main(
                classes(), TrialGateway.class.getName(), gateway.settings().toString(), notes);
    }

    /// `adit connect --keep-trying`, on trial.
    public static Command client(AditProgram program, AditClient client, Path profile, String notes) {
        return program.main(
                classes(),
                TrialClient.class.getName(),
                profile.toString(),
                client.folder().toString(),
                notes);
    }

    static Trial hurried(String notes) {
        return new Trial(notes.equals(NO_NOTES) ? KeyWitness.NONE : new KeyNotes(Path.of(notes)), HURRIED);
    }

    private static Path classes() {
        return Path.of(System.getProperty("adit.root")).resolve(CLASSES);
    }
}
