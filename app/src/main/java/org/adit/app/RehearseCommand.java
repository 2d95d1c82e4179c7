package org.adit.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.adit.app.rehearsal.Rehearsal;
import org.adit.lab.process.LabFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `adit rehearse FOLDER`: for the build, which starts it as root in namespaces of its own.
@Command(name = "rehearse", hidden = true, description = "Makes the ahead-of-time caches.")
final class RehearseCommand implements Callable<Ending> {
    @Parameters(paramLabel = "FOLDER", description = "Where the caches go.")
    private Path folder = Path.of("");

    @Option(
            names = "--alone",
            description = "Without a world: what one process can do. Its JVM must have been told to write a cache.")
    private boolean alone;

    @Override
    public Ending call() throws IOException {
        Files.createDirectories(folder);
        try {
            if (alone) {
                prepare();
            } else {
                new Rehearsal(folder, RehearseCommand::adit).run();
            }
            return new Ending.Done();
        } catch (LabFault fault) {
            return new Ending.Failed(new AppFailure.NotRehearsed(Objects.toString(fault.getMessage())));
        }
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
