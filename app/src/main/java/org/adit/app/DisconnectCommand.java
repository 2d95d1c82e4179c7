package org.adit.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.client.daemon.DisconnectOrder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adit disconnect`.
@Command(
        name = "disconnect",
        description = "Ends connections; also undoes what a killed one left behind.",
        mixinStandardHelpOptions = true)
final class DisconnectCommand implements Callable<Ending> {
    @Mixin
    private ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "PROFILE", arity = "0..1", description = "Its name as in `adit status`; without, all.")
    private @Nullable String profile;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Ending call() {
        PrintWriter out =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        return switch (new DisconnectOrder(options.places()).disconnect(Optional.ofNullable(profile))) {
            case Result.Failed<List<String>, Failure>(Failure why) -> new Ending.Failed(why);
            case Result.Ok<List<String>, Failure>(List<String> ended) -> {
                out.println("Disconnected: " + String.join(", ", ended));
                out.flush();
                yield new Ending.Done();
            }
        };
    }
}
