package org.adit.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.adit.app.rehearsal.Rehearsal;
import org.adit.dataplane.cipher.EngineChoice;
import org.adit.dataplane.cipher.EngineReport;
import org.adit.lab.process.LabFault;
import org.adit.protocol.crypto.JcaCrypto;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adit rehearse FOLDER`: for the build, which starts it as root in namespaces of its own.
@Command(name = "rehearse", hidden = true, description = "Makes the ahead-of-time caches and measures cipher engines.")
final class RehearseCommand implements Callable<Ending> {
    @Parameters(paramLabel = "FOLDER", description = "Where the caches go.")
    private Path folder = Path.of("");

    @Option(
            names = "--alone",
            description = "Without a world: what one process can do. Its JVM must have been told to write a cache.")
    private boolean alone;

    @Option(names = "--engines", description = "Only measures cipher engines.")
    private boolean engines;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Ending call() throws IOException {
        Files.createDirectories(folder);
        try {
            if (engines) {
                measure();
            } else if (alone) {
                prepare();
                measure();
            } else {
                new Rehearsal(folder, RehearseCommand::adit).run();
            }
            return new Ending.Done();
        } catch (LabFault fault) {
            return new Ending.Failed(new AppFailure.NotRehearsed(Objects.toString(fault.getMessage())));
        }
    }

    private void measure() {
        // Any randomness will do: what is sealed here is thrown away.
        EngineReport report = EngineChoice.measure(JcaCrypto.create(), folder, new Random()::nextBytes);
        PrintWriter out =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        report.rows().forEach(out::println);
        report.notes().forEach(out::println);
    }

    private void prepare() throws IOException {
        Path work = Files.createTempDirectory("adit-rehearsal-");
        Path settings = work.resolve("gateway.toml");
        try {
            adit(List.of("--help"));
            adit(List.of(
                    "gateway",
                    "init",
                    "--name",
                    "vpn.example.org",
                    "--config",
                    settings.toString(),
                    "--data",
                    work.resolve("data").toString()));
            adit(List.of("gateway", "check", "--config", settings.toString()));
        } finally {
            deleteTree(work);
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void adit(List<String> arguments) {
        StringWriter words = new StringWriter();
        PrintWriter out = new PrintWriter(words);
        TraceLog traces = new TraceLog(TraceLog.place(Map.copyOf(System.getenv())));
        if (new Main(out, out, traces).run(arguments.toArray(String[]::new)) != 0) {
            throw new LabFault("adit " + String.join(" ", arguments) + ": " + words);
        }
    }
}
