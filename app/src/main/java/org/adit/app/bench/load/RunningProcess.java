package org.adit.app.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A program as the system sees it: processor time, memory, threads.
record RunningProcess(long pid) {
    private static final int NAME_END = 2;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final double MILLIS_PER_TICK = 10;

    /// User and system time so far, in milliseconds, in steps of 10.
    double processorMillis() {
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

    double residentKib() {
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

    private Path proc() {
        return Path.of("/proc", Long.toString(pid));
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
}
