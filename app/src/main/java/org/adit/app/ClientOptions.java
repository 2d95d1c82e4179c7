package org.adit.app;

import java.nio.file.Path;
import org.adit.client.daemon.Places;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every command of the client takes.
final class ClientOptions {
    @Option(
            names = "--run-folder",
            paramLabel = "FOLDER",
            description = "Where running connections are noted (default: /run/adit-client).")
    private @Nullable Path run;

    Places places() {
        return run == null ? Places.USUAL : Places.USUAL.withRun(run);
    }
}
