package org.adit.app;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.adit.client.daemon.ClientEnding;
import org.adit.client.daemon.ConnectRun;
import org.adit.client.daemon.NewsText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adit connect PROFILE`.
@Command(
        name = "connect",
        description = "Connects, and stays connected until Ctrl-C, SIGTERM or `adit disconnect`.",
        mixinStandardHelpOptions = true)
final class ConnectCommand implements Callable<Ending> {
    @Mixin
    private ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "PROFILE", description = "The file that `adit profile` wrote.")
    private Path profile = Path.of("");

    @Option(names = "--keep-trying", description = "Try again also when the first attempt fails.")
    private boolean persistent;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Ending call() {
        var out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        ClientEnding ending = new ConnectRun(profile, persistent, options.places(), news -> {
                    NewsText.lines(news).forEach(out::println);
                    out.flush();
                })
                .run();
        return switch (ending) {
            case ClientEnding.Done _ -> new Ending.Done();
            case ClientEnding.Failed(var why) -> new Ending.Failed(why);
            case ClientEnding.BadProfile(var problems) -> new Ending.BadSettings(problems);
        };
    }
}
