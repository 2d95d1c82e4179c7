package org.adit.gateway.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// How long each step of the start took, in the order in which they came, for the log.
final class StartTimes {
    private static final Path SYSTEM = Path.of("/proc/uptime");
    private static final Path PROCESS = Path.of("/proc/self/stat");
    private static final int NAME_END = 2;
    private static final int BEGAN_AT_TICK = 19; // counted from the state, which follows the name
    private static final long MILLIS_PER_TICK = 10;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /// `at` counts from the beginning.
    private record Step(String name, long took, long at) {}

    private final List<Step> steps = new ArrayList<>();
    private final long beganNanos;
    private long lastNanos;

    private StartTimes(long beganNanos) {
        this.beganNanos = beganNanos;
        this.lastNanos = beganNanos;
    }

    /// From the moment when the process began: what comes before [#reached(String)] is first said belongs to the
    /// shell that became this process, to the Java machine and to the command line. From now on, if the system does
    /// not tell.
    static StartTimes ofProcess() {
        return from(System.nanoTime() - ageMillis().orElse(0) * NANOS_PER_MILLI);
    }

    static StartTimes from(long beganNanos) {
        return new StartTimes(beganNanos);
    }

    /// `step` is done.
    void reached(String step) {
        reached(step, System.nanoTime());
    }

    void reached(String step, long nowNanos) {
        steps.add(new Step(step, (nowNanos - lastNanos) / NANOS_PER_MILLI, (nowNanos - beganNanos) / NANOS_PER_MILLI));
        lastNanos = nowNanos;
    }

    /// From the beginning to the end of `step`; 0 if it was not reached.
    long millisUntil(String step) {
        return steps.stream()
                .filter(one -> one.name().equals(step))
                .mapToLong(Step::at)
                .findFirst()
                .orElse(0);
    }

    /// As `command line 230 ms, settings 20 ms`.
    @Override
    public String toString() {
        return String.join(
                ", ",
                steps.stream()
                        .map(step -> step.name() + " " + step.took() + " ms")
                        .toList());
    }

    private static OptionalLong ageMillis() {
        try {
            return ageMillis(Files.readString(SYSTEM), Files.readString(PROCESS));
        } catch (IOException _) {
            return OptionalLong.empty(); // it only makes the log poorer
        }
    }

    /// From how long the system is up, and what it tells of a process. `ProcessHandle` would give it to the second
    /// only.
    static OptionalLong ageMillis(String uptime, String stat) {
        try {
            // The name may hold spaces: the fields are counted from its closing parenthesis.
            String[] fields = stat.substring(stat.lastIndexOf(')') + NAME_END).split(" ");
            long up = Math.round(Double.parseDouble(uptime.split(" ")[0]) * 1000);
            return OptionalLong.of(Math.max(0, up - Long.parseLong(fields[BEGAN_AT_TICK]) * MILLIS_PER_TICK));
        } catch (IndexOutOfBoundsException | NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}
