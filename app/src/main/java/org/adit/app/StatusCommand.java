package org.adit.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.feature.FeatureState;
import org.adit.client.control.StatusReport;
import org.adit.client.daemon.StatusQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `adit status`: the connections of this machine, and its gateway if it is one.
@Command(
        name = "status",
        description = "Shows the connections of this machine, and its gateway if it is one.",
        footer = {
            "",
            "--json prints one object a line: those of connections have \"profile\", a gateway's has \"name\"."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Ending> {
    private static final DateTimeFormatter SINCE =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Mixin
    private AdminOptions gateway = new AdminOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Ending call() {
        return switch (new StatusQuery(client.places()).ask()) {
            case Result.Failed<List<StatusReport>, Failure>(Failure why) -> new Ending.Failed(why);
            case Result.Ok<List<StatusReport>, Failure>(List<StatusReport> reports) -> {
                PrintWriter out = gateway.out();
                reports.forEach(report -> print(report, out));
                boolean named = Objects.requireNonNull(spec, "picocli sets it")
                        .commandLine()
                        .getParseResult()
                        .hasMatchedOption("--config");
                boolean here = named || Files.isReadable(gateway.config());
                if (!here && reports.isEmpty() && !gateway.json()) {
                    out.println("Not connected.");
                }
                out.flush();
                yield here ? gateway(named) : new Ending.Done();
            }
        };
    }

    /// A gateway that does not run is a failure only for who asked for it by name.
    private Ending gateway(boolean named) {
        Ending asked = gateway.ask(api -> api.get("status"), GatewayStatus::print);
        if (named || asked instanceof Ending.Done) {
            return asked;
        }
        if (!gateway.json()) {
            gateway.out()
                    .println("The gateway of " + gateway.config() + " does not answer: `adit status -c "
                            + gateway.config() + "` says why.");
            gateway.out().flush();
        }
        return new Ending.Done();
    }

    private void print(StatusReport report, PrintWriter out) {
        if (gateway.json()) {
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
        report.features().stream()
                .filter(one -> !one.used())
                .map(FeatureState::toString)
                .forEach(one -> line(out, "slower for", one));
        line(out, "failure", report.failure());
    }

    static void line(PrintWriter out, String name, String value) {
        if (!value.isEmpty()) {
            out.printf("  %-10s %s%n", name, value);
        }
    }
}
