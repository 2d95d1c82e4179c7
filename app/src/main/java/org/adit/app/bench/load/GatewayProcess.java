package org.adit.app.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.LabFault;

/// `adit gateway run` as the system sees it: processor time, memory, threads.
public final class GatewayProcess implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final int NAME_END = 2;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final double MILLIS_PER_TICK = 10;

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

    /// User and system time so far, in milliseconds, in steps of 10.
    public double processorMillis() {
        return ticks(proc().resolve("stat"), USER_TICKS, SYSTEM_TICKS) * MILLIS_PER_TICK;
    }

    /// Of it outside the kernel.
    double ownMillis() {
        return ticks(proc().resolve("stat"), USER_TICKS) * MILLIS_PER_TICK;
    }

    /// As [#processorMillis] in nanoseconds, of the threads that live.
    long processorNanos() {
        long nanos = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc().resolve("task"))) {
            for (Path task : tasks) {
                nanos += Long.parseLong(
                        Files.readString(task.resolve("schedstat")).split(" ")[0]);
            }
        } catch (NoSuchFileException ended) {
            return nanos; // a thread that ended while we looked
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return nanos;
    }

    /// As [#processorMillis] for each thread that lives, by name.
    Map<String, Double> processorMillisByThread() {
        Map<String, Double> millis = new TreeMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc().resolve("task"))) {
            for (Path task : tasks) {
                String name = Files.readString(task.resolve("comm")).strip();
                millis.merge(
                        name, ticks(task.resolve("stat"), USER_TICKS, SYSTEM_TICKS) * MILLIS_PER_TICK, Double::sum);
            }
        } catch (NoSuchFileException ended) {
            return millis; // a thread that ended while we looked
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return millis;
    }

    /// Resident memory in kibibytes, after the heap was collected twice: what one collection frees, the next gives
    /// back.
    public double residentKibAfterCollection() {
        jcmd("GC.run");
        jcmd("GC.run");
        return residentKib();
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

    private double residentKib() {
        try {
            return Files.readAllLines(proc().resolve("status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String jcmd(String... words) {
        List<String> argv = new ArrayList<>();
        argv.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        argv.add(Long.toString(process.pid()));
        argv.addAll(List.of(words));
        return Command.of(argv).within(Duration.ofSeconds(60)).check();
    }

    private Path proc() {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    private static double ticks(Path stat, int... columns) {
        try {
            String text = Files.readString(stat);
            // The name may hold spaces: the fields are counted from its closing parenthesis.
            String[] fields = text.substring(text.lastIndexOf(')') + NAME_END).split(" ");
            return IntStream.of(columns)
                    .mapToDouble(at -> Double.parseDouble(fields[at]))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.kill(); // thousands of goodbyes are nobody's to hear
    }
}
