package org.adit.lab.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A process that stays until it is stopped; what it writes goes to a file.
public final class BackgroundProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Process process;
    private final Path output;

    private BackgroundProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    /// Starts `command`; its limit does not apply. `name` is for messages, `output` gets standard output and error.
    public static BackgroundProcess start(String name, Command command, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command.argv())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().putAll(command.environment());
        builder.environment().put("LC_ALL", "C");
        try {
            return new BackgroundProcess(name, builder.start(), output);
        } catch (IOException e) {
            throw new LabFault(name + " could not be started: " + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// What it has written so far.
    public String text() {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LabFault("the output of " + name + " cannot be read", e);
        }
    }

    /// Waits until it has written `words`; a [LabFault] with its output if it ends before, or takes longer.
    public void awaitText(String words, Duration limit) {
        Await.until(
                name + " to say '" + words + "'",
                limit,
                () -> {
                    if (text().contains(words)) {
                        return true;
                    }
                    if (!isAlive()) {
                        throw new LabFault(name + " ended with " + process.exitValue() + ": " + text());
                    }
                    return false;
                },
                this::text);
    }

    /// Waits for its own end.
    public int awaitExit(Duration limit) {
        Await.until(name + " to end", limit, () -> !isAlive(), this::text);
        return process.exitValue();
    }

    /// Whether it comes to its own end within `limit`.
    public boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// `kill -9`: no chance to tidy up, as when power fails.
    public void kill() {
        process.destroyForcibly();
        endsWithin(PATIENCE);
    }

    /// Asks it to end, and kills it if it does not. Does nothing if it has ended.
    @Override
    public void close() {
        process.destroy();
        if (!endsWithin(PATIENCE)) {
            kill();
        }
    }

    /// Asks it to end as Ctrl-C does, so that it finishes its work (a capture writes what it holds).
    public void interrupt() {
        if (isAlive()) {
            Command.of("kill", "-INT", Long.toString(pid())).run();
        }
        if (!endsWithin(PATIENCE)) {
            kill();
        }
    }
}
