package org.adit.lab.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A command to run: its arguments, how long it may take, what is added to its environment, what it reads.
public record Command(List<String> argv, Duration limit, Map<String, String> environment, String input) {
    /// Octets kept of each output; what comes after is read and dropped, so that the command never blocks on it.
    public static final int OUTPUT_LIMIT = 16 << 20;

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(20);

    public Command {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
    }

    public static Command of(String... argv) {
        return of(List.of(argv));
    }

    public static Command of(List<String> argv) {
        return new Command(argv, USUAL_LIMIT, Map.of(), "");
    }

    /// The same behind `prefix`, as in `ip netns exec NAME`.
    public Command behind(List<String> prefix) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(argv);
        return new Command(all, limit, environment, input);
    }

    public Command within(Duration other) {
        return new Command(argv, other, environment, input);
    }

    public Command with(String variable, String value) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put(variable, value);
        return new Command(argv, limit, all, input);
    }

    public Command reading(String text) {
        return new Command(argv, limit, environment, text);
    }

    /// Runs it to its end, whatever that is.
    public Finished run() {
        return run(_ -> {});
    }

    /// As [#run()]; each line that it writes to standard error goes to `heard` at once, on another thread.
    public Finished run(Consumer<String> heard) {
        Process process = start();
        Drain out = Drain.of(process.getInputStream(), _ -> {});
        Drain err = Drain.of(process.getErrorStream(), heard);
        feed(process);
        int exit = Finished.TIMED_OUT;
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                exit = process.exitValue();
            } else {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LabFault("interrupted while '" + String.join(" ", argv) + "' ran", e);
        }
        return new Finished(argv, exit, out.text(), err.text());
    }

    /// Runs it; a [CommandFailed] if it ends otherwise than with 0. Returns what it wrote to standard output.
    public String check() {
        return run().orThrow().out();
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new LabFault("'" + argv.getFirst() + "' could not be started: " + e.getMessage(), e);
        }
    }

    private void feed(Process process) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It ended without reading: its exit status and its own words say more than this broken pipe.
        }
    }

    /// Reads one output on a thread of its own, so that neither side waits for the other.
    private static final class Drain {
        private static final Duration AFTER_THE_END = Duration.ofSeconds(2);

        private final InputStream in;
        private final Thread thread;
        private final StringBuilder text = new StringBuilder();

        private final Consumer<String> heard;
        private int heardUpTo;

        private Drain(InputStream in, Consumer<String> heard) {
            this.in = in;
            this.heard = heard;
            this.thread = Thread.ofVirtual().unstarted(this::read);
        }

        static Drain of(InputStream in, Consumer<String> heard) {
            Drain drain = new Drain(in, heard);
            drain.thread.start();
            return drain;
        }

        private void read() {
            byte[] buffer = new byte[8192];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
            } catch (IOException _) {
                // Closed by text() because a child of the command still holds the pipe: what came counts.
            }
        }

        private synchronized void append(String part) {
            if (text.length() < OUTPUT_LIMIT) {
                text.append(part);
            }
            for (int end = text.indexOf("\n", heardUpTo); end >= 0; end = text.indexOf("\n", heardUpTo)) {
                heard.accept(text.substring(heardUpTo, end));
                heardUpTo = end + 1;
            }
        }

        String text() {
            try {
                if (!thread.join(AFTER_THE_END)) {
                    in.close();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (IOException _) {
                // Nothing more to read from it either way.
            }
            synchronized (this) {
                return text.toString();
            }
        }
    }
}
