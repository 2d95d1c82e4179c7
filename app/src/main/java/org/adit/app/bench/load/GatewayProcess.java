package org.adit.app.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;

/// `adit gateway run`.
final class GatewayProcess implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(60);

    private final BackgroundProcess process;

    private GatewayProcess(BackgroundProcess process) {
        this.process = process;
    }

    static GatewayProcess start(AditProgram program, Path settings, Path folder) {
        Command command = program.command("gateway", "run", "--config", settings.toString())
                .with("XDG_STATE_HOME", folder.toString());
        BackgroundProcess started = BackgroundProcess.start("gateway", command, folder.resolve("gateway.log"));
        started.awaitText("The gateway runs", TO_START);
        return new GatewayProcess(started);
    }

    RunningProcess running() {
        return new RunningProcess(process.pid());
    }

    /// Collects the heap twice: what one collection frees, the next gives back. What the garbage held outside the heap
    /// goes back a little later.
    String collect() {
        return jcmd("GC.run") + jcmd("GC.run");
    }

    String jcmd(String... words) {
        List<String> argv = new ArrayList<>();
        argv.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        argv.add(Long.toString(process.pid()));
        argv.addAll(List.of(words));
        return Command.of(argv).within(Duration.ofSeconds(60)).check();
    }

    @Override
    public void close() {
        process.kill(); // thousands of goodbyes are nobody's to hear
    }
}
