package org.adit.app.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.LabFault;

/// `adit gateway run`.
public final class GatewayProcess implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(60);

    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");
    private static final Pattern COMPLAINT = Pattern.compile(" (WARN|ERROR) |Exception");

    private final BackgroundProcess process;

    private GatewayProcess(BackgroundProcess process) {
        this.process = process;
    }

    /// As people run it.
    static GatewayProcess run(AditProgram program, GatewayFolder folder) {
        return start(
                program.command("gateway", "run", "--config", folder.settings().toString()), folder);
    }

    public static GatewayProcess start(Command command, GatewayFolder folder) {
        Path output = folder.path().resolve("gateway.log");
        BackgroundProcess started = BackgroundProcess.start(
                "gateway", command.with("XDG_STATE_HOME", folder.path().toString()), output);
        started.awaitText("The gateway runs", TO_START);
        return new GatewayProcess(started);
    }

    RunningProcess running() {
        return new RunningProcess(process.pid());
    }

    /// As [RunningProcess#processorMillis].
    public double processorMillis() {
        return running().processorMillis();
    }

    /// Collects the heap twice: what one collection frees, the next gives back. What the garbage held outside the heap
    /// goes back a little later.
    String collect() {
        return jcmd("GC.run") + jcmd("GC.run");
    }

    /// Resident memory in kibibytes, after [#collect].
    public double residentKibAfterCollection() {
        collect();
        return running().residentKib();
    }

    /// What the heap holds, in kibibytes: only live objects, just after a collection.
    public double heapKib() {
        Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new LabFault("the gateway does not say what its heap holds");
        }
        return Double.parseDouble(used.group(1));
    }

    void awaitText(String words) {
        process.awaitText(words, TO_START);
    }

    /// What it said that is a warning or worse.
    public List<String> complaints() {
        return process.text()
                .lines()
                .filter(line -> COMPLAINT.matcher(line).find())
                .toList();
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
