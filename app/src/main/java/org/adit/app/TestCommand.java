package org.adit.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `adit test` is the script's; it is listed here so that help knows it.
@Command(
        name = "test",
        description = "Runs every test that this machine can run, and says what was skipped and why.",
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Ending> {
    @Override
    public Ending call() {
        return new Ending.Failed(new AppFailure.OnlyInScript("test"));
    }
}
