package org.adit.dataplane.ffm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What this machine's processors can do, in Linux's words.
final class Processor {
    private static final Path SOURCE = Path.of("/proc/cpuinfo");

    private final Set<String> flags;

    private Processor(Set<String> flags) {
        this.flags = flags;
    }

    /// One that can do nothing special where it cannot be known.
    static Processor ofMachine() {
        return of(SOURCE);
    }

    static Processor of(Path source) {
        try {
            return new Processor(Files.readAllLines(source).stream()
                    .filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line ->
                            Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                    .orElse(Set.of()));
        } catch (IOException unknown) {
            return new Processor(Set.of());
        }
    }

    boolean has(List<String> wanted) {
        return flags.containsAll(wanted);
    }
}
