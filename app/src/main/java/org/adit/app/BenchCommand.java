package org.adit.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.adit.app.bench.BenchRequest;
import org.adit.app.bench.Benchmark;
import org.adit.app.bench.Benchmarks;
import org.adit.app.bench.Machine;
import org.adit.app.bench.Ratio;
import org.adit.app.bench.Report;
import org.adit.app.bench.Row;
import org.adit.lab.process.LabFault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adit bench NAME`: measures Adit against the peers that are on this machine.
@Command(
        name = "bench",
        description = "Measures Adit against the VPNs on this machine, in network namespaces (as root).",
        mixinStandardHelpOptions = true,
        subcommands = SoakCommand.class,
        footer = {
            "",
            "./adit setup --bench installs the peers. Example: sudo ./adit bench data-plane",
            "./adit bench micro [PATTERN] measures single steps (ciphers, checksum, look-ups) with JMH, without root."
        })
final class BenchCommand implements Callable<Ending> {
    /// Names for help and for completion.
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            super(Benchmarks.all().stream().map(Benchmark::name).toList());
        }
    }

    private static final String LINUX_DEFAULT = "cubic";

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String name = "";

    @Option(names = "--runs", defaultValue = "5", description = "Per subject (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--seconds", defaultValue = "3", description = "Per measurement (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Before the first run, not counted (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--congestion",
            paramLabel = "NAME",
            description = "Congestion control of TCP senders (default: " + LINUX_DEFAULT + ", which is Linux's; one"
                    + " that paces, such as bbr, often measures itself).")
    private @Nullable String congestion;

    @Option(names = "--only", split = ",", paramLabel = "SUBJECT", description = "Measures this one; repeatable.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--json", description = "Prints one object for scripts.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Ending call() {
        Benchmark benchmark = Benchmarks.named(name)
                .orElseThrow(() -> usage("'" + name + "' is not measured: " + String.join(", ", new Names())));
        for (String subject : only) {
            if (!benchmark.subjects().contains(subject)) {
                throw usage("--only takes: " + String.join(", ", benchmark.subjects()));
            }
        }
        if (runs < 1 || seconds < 1 || warmUp < 0) {
            throw usage("--runs and --seconds are at least 1, --warm-up at least 0.");
        }
        PrintWriter err = line().getErr();
        try {
            BenchRequest request = new BenchRequest(runs, seconds, warmUp, congestionControl(benchmark), only);
            Report report = benchmark.run(request, step -> {
                err.println("  " + step);
                err.flush();
            });
            print(report, benchmark.how(request), line().getOut());
            return new Ending.Done();
        } catch (LabFault fault) {
            return new Ending.Failed(new AppFailure.NotMeasured(name, Objects.toString(fault.getMessage())));
        }
    }

    private String congestionControl(Benchmark benchmark) {
        List<String> known = benchmark.congestionControls();
        if (known.isEmpty()) {
            if (congestion != null) {
                throw usage("'" + name + "' sends no TCP, so --congestion means nothing to it.");
            }
            return "";
        }
        String wanted = Objects.requireNonNullElse(congestion, LINUX_DEFAULT);
        if (!known.contains(wanted)) {
            throw usage("This kernel has no congestion control '" + wanted + "'. --congestion takes: "
                    + String.join(", ", known));
        }
        return wanted;
    }

    private void print(Report report, String how, PrintWriter out) {
        if (json) {
            out.println(report.json());
            out.flush();
            return;
        }
        Machine machine = report.machine();
        out.printf("%s, %d cores; %s; %s%n", machine.cpu(), machine.cores(), machine.kernel(), machine.jdk());
        machine.versions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> out.printf("%s %s%n", one.getKey(), one.getValue()));
        out.printf("%s%n%n", how);
        Table rows = new Table("SUBJECT", "MEASURE", "UNIT", "MEDIAN", "MIN", "MAX");
        for (Row row : report.rows()) {
            rows.row(
                    row.subject(),
                    row.measure().name(),
                    row.measure().unit(),
                    number(row.median()),
                    number(row.min()),
                    number(row.max()));
        }
        rows.printTo(out, "Nothing was measured.");
        if (!report.ratios().isEmpty()) {
            out.println();
            printRatios(report, out);
        }
    }

    private static void printRatios(Report report, PrintWriter out) {
        Table ratios = new Table("RATIO OF MEDIANS", "MEASURE", "VALUE");
        for (Ratio ratio : report.ratios()) {
            ratios.row(ratio.of() + " / " + ratio.to(), ratio.measure().name(), number(ratio.value()));
        }
        ratios.printTo(out, "");
    }

    /// Three digits that matter, and no fraction where whole numbers have more.
    static String number(double value) {
        int digits = value == 0 ? 0 : Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    private ParameterException usage(String what) {
        return new ParameterException(line(), what);
    }

    private CommandLine line() {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine();
    }
}
