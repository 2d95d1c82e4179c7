package org.adit.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `adit setup` is the script's; it is listed here so that help knows it.
@Command(
        name = "setup",
        description = "Installs the system packages that the demo and the tests use (as root, by apt).",
        mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Ending> {
    @Option(names = "--bench", description = "Also the VPNs that adit bench compares with.")
    private boolean bench;

    @Override
    public Ending call() {
        return new Ending.Failed(new AppFailure.OnlyInScript(bench ? "setup --bench" : "setup"));
    }
}
