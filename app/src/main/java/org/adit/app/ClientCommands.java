package org.adit.app;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.client.control.StatusReport;
import org.adit.client.daemon.DisconnectOrder;
import org.adit.client.daemon.StatusQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adit status` and `adit disconnect`.
final class ClientCommands {
    private ClientCommands() {}

    @Command(name = "status", description = "Shows the connections of this machine.", mixinStandardHelpOptions = true)
    static final class Status implements Callable<Ending> {
        private static final DateTimeFormatter SINCE =
                DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

        @Mixin
        private ClientOptions options = new ClientOptions();

        @Option(names = "--json", description = "Print JSON, one object a line and connection.")
        private boolean json;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Ending call() {
            PrintWriter out = Objects.requireNonNull(spec, "picocli sets it")
                    .commandLine()
                    .getOut();
            return switch (new StatusQuery(options.places()).ask()) {
                case Result.Failed<List<StatusReport>, Failure>(Failure why) -> new Ending.Failed(why);
                case Result.Ok<List<StatusReport>, Failure>(List<StatusReport> reports) -> {
                    if (reports.isEmpty() && !json) {
                        out.println("Not connected.");
                    }
                    reports.forEach(report -> print(report, out));
                    out.flush();
                    yield new Ending.Done();
                }
            };
        }

        private void print(StatusReport report, PrintWriter out) {
            if (json) {
                out.println(report.json());
                return;
            }
            out.printf("%s: %s since %s%n", report.profile(), report.state(), SINCE.format(report.since()));
            line(out, "gateway", report.gateway());
            line(out, "path", report.path());
            line(out, "device", report.device());
            line(out, "addresses", String.join(", ", report.addresses()));
            line(out, "routes", String.join(", ", report.routes()));
            line(out, "DNS", String.join(", ", report.dns()));
            line(out, "names", report.names());
            line(out, "traffic", Times.octets(report.octetsIn()) + " in, " + Times.octets(report.octetsOut()) + " out");
            line(out, "failure", report.failure());
        }

        private static void line(PrintWriter out, String name, String value) {
            if (!value.isEmpty()) {
                out.printf("  %-10s %s%n", name, value);
            }
        }
    }

    @Command(
            name = "disconnect",
            description = "Ends connections; also undoes what a killed one left behind.",
            mixinStandardHelpOptions = true)
    static final class Disconnect implements Callable<Ending> {
        @Mixin
        private ClientOptions options = new ClientOptions();

        @Parameters(paramLabel = "PROFILE", arity = "0..1", description = "Its name as in `adit status`; without, all.")
        private @Nullable String profile;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Ending call() {
            PrintWriter out = Objects.requireNonNull(spec, "picocli sets it")
                    .commandLine()
                    .getOut();
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
}
