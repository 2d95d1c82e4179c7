package org.adit.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.api.ApiClient;
import org.adit.gateway.config.GatewayConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// What every administrative command takes: which gateway, and in which form to answer.
final class AdminOptions {
    static final String USUAL_CONFIG = "/etc/adit/gateway.toml";
    static final String CONFIG_VARIABLE = "ADIT_CONFIG";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "${env:" + CONFIG_VARIABLE + ":-" + USUAL_CONFIG + "}",
            description = "Settings of the gateway (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of(USUAL_CONFIG);

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    Path config() {
        return config;
    }

    boolean json() {
        return json;
    }

    PrintWriter out() {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    }

    /// A question to a running gateway.
    @FunctionalInterface
    interface Call {
        Result<ObjectNode, Failure> to(ApiClient client);
    }

    /// Asks the gateway and prints its answer, as it is or as `print` has it for people.
    Ending ask(Call call, BiConsumer<ObjectNode, PrintWriter> print) {
        return switch (read()) {
            case Read.No(Ending why) -> why;
            case Read.Config(GatewayConfig settings) -> {
                ApiClient client = new ApiClient(Path.of(settings.gateway().data()));
                yield switch (call.to(client)) {
                    case Result.Failed<ObjectNode, Failure>(Failure failure) -> new Ending.Failed(failure);
                    case Result.Ok<ObjectNode, Failure>(ObjectNode answer) -> {
                        if (json) {
                            out().println(answer);
                        } else {
                            print.accept(answer, out());
                        }
                        out().flush();
                        yield new Ending.Done();
                    }
                };
            }
        };
    }

    sealed interface Read {
        record Config(GatewayConfig settings) implements Read {}

        record No(Ending why) implements Read {}
    }

    Read read() {
        return read(config);
    }

    static Read read(Path config) {
        try {
            return switch (GatewayConfig.read(config.toString(), Files.readString(config))) {
                case GatewayConfig.Outcome.Valid(GatewayConfig valid) -> new Read.Config(valid);
                case GatewayConfig.Outcome.Invalid(var problems) -> new Read.No(new Ending.BadSettings(problems));
            };
        } catch (IOException unreadable) {
            return new Read.No(new Ending.Failed(new AppFailure.NoSettings(config, unreadable.toString())));
        }
    }
}
