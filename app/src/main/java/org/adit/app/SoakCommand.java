package org.adit.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.adit.app.bench.Row;
import org.adit.app.bench.SoakReport;
import org.adit.app.bench.SoakRun;
import org.adit.lab.process.LabFault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `adit bench soak`: everything at once for a long time, and nothing may go wrong.
@Command(
        name = "soak",
        description = "Many clients, quick rekeys, roaming, loss, traffic both ways; nothing may go wrong (as root).",
        mixinStandardHelpOptions = true,
        footer = {"", "Ends with 1 if something did. Example: sudo ./adit bench soak --minutes 30"})
final class SoakCommand implements Callable<Ending> {
    private static final int FEWEST_SECONDS = 15; // the last of them are calm

    @Option(names = "--minutes", defaultValue = "30", description = "How long (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(names = "--clients", defaultValue = "200", description = "How many (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--workers",
            defaultValue = "1",
            description = "How many threads move the gateway's packets: 1, 2, 4, 8 or 16 (default: ${DEFAULT-VALUE}).")
    private int workers;

    @Option(names = "--seed", description = "Of loss, moves and traffic; by chance if it is not given.")
    private @Nullable Long seed;

    @Option(names = "--json", description = "Prints one object for scripts.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Ending call() {
        CommandLine line = Objects.requireNonNull(spec, "picocli sets it").commandLine();
        Duration length = Duration.ofSeconds(Math.round(minutes * 60));
        if (length.toSeconds() < FEWEST_SECONDS || clients < 2) {
            throw new ParameterException(line, "A soak takes 2 clients and a quarter of a minute at least.");
        }
        if (workers < 1 || workers > 16 || Integer.bitCount(workers) != 1) {
            throw new ParameterException(line, "There can be 1, 2, 4, 8 or 16 workers.");
        }
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed;
        PrintWriter err = line.getErr();
        try {
            SoakReport report = new SoakRun(clients, length, chosen, workers).run(step -> {
                err.println("  " + step);
                err.flush();
            });
            print(report, line.getOut());
            List<String> failed = report.failed();
            return failed.isEmpty() ? new Ending.Done() : new Ending.Failed(new AppFailure.SoakFailed(failed, chosen));
        } catch (LabFault fault) {
            return new Ending.Failed(new AppFailure.NotMeasured("soak", Objects.toString(fault.getMessage())));
        }
    }

    private void print(SoakReport report, PrintWriter out) {
        if (json) {
            out.println(report.json());
            out.flush();
            return;
        }
        Table rows = new Table("WHO", "MEASURE", "UNIT", "MEDIAN", "MIN", "MAX");
        for (Row row : report.rows()) {
            rows.row(
                    row.subject(),
                    row.measure().name(),
                    row.measure().unit(),
                    BenchCommand.number(row.median()),
                    BenchCommand.number(row.min()),
                    BenchCommand.number(row.max()));
        }
        rows.printTo(out, "Nothing was measured.");
        out.println();
        Table checks = new Table("CHECK", "", "FOUND");
        for (SoakReport.Check check : report.checks()) {
            checks.row(check.what(), check.passed() ? "yes" : "NO", check.found());
        }
        checks.printTo(out, "Nothing was checked.");
        report.faults().forEach(fault -> out.println("  " + fault));
        out.printf("%nSeed %d%n", report.seed());
        out.flush();
    }
}
