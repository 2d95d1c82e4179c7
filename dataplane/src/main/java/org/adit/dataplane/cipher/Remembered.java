package org.adit.dataplane.cipher;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was measured on this machine with these versions, in a small file that may be deleted at any time.
final class Remembered {
    private static final String FILE = "cipher-engines.properties";
    /// No secret: who may only read a build uses its figures too.
    private static final FileAttribute<Set<PosixFilePermission>> READABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    /// Only these lines say what it is: others say how fast it happens to run.
    private static final List<String> TELLING = List.of(
            "vendor_id",
            "cpu family",
            "model",
            "model name",
            "stepping",
            "flags",
            "CPU implementer",
            "CPU architecture",
            "CPU variant",
            "CPU part",
            "Features");

    private final Path file;
    private final String machine;

    Remembered(Path folder) {
        this(folder, processor(PROCESSOR));
    }

    Remembered(Path folder, String machine) {
        this.file = folder.resolve(FILE);
        this.machine = machine;
    }

    Path file() {
        return file;
    }

    /// Of every protection, if the file is of this machine and these `engines`; else it counts for nothing.
    Optional<Map<Protection, Map<CipherEngine, Nanos>>> read(List<String> engines) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        if (!machine.equals(lines.getProperty("machine"))
                || !String.join(", ", engines).equals(lines.getProperty("engines"))) {
            return Optional.empty();
        }
        Map<Protection, Map<CipherEngine, Nanos>> measured = new LinkedHashMap<>();
        for (Protection protection : Protection.all()) {
            Map<CipherEngine, Nanos> row = new LinkedHashMap<>();
            for (CipherEngine engine : CipherEngine.values()) {
                parse(lines.getProperty(protection + "." + engine)).ifPresent(nanos -> row.put(engine, nanos));
            }
            measured.put(protection, row);
        }
        boolean empty = measured.values().stream().allMatch(Map::isEmpty);
        return empty ? Optional.empty() : Optional.of(measured);
    }

    private static Optional<Nanos> parse(@Nullable String text) {
        return text == null ? Optional.empty() : Nanos.parse(text);
    }

    void write(List<String> engines, Map<Protection, Map<CipherEngine, Nanos>> measured) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# What a packet costs, in nanoseconds at 64, 576 and 1438 octets. May be deleted: it is measured anew.");
        lines.add("machine=" + machine);
        lines.add("engines=" + String.join(", ", engines));
        measured.forEach((protection, row) ->
                row.forEach((engine, nanos) -> lines.add(protection + "." + engine + "=" + nanos)));
        Path folder = Objects.requireNonNull(file.getParent(), "the file is in a folder");
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, FILE, ".new", READABLE);
        Files.write(fresh, lines, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The processor's name and a number for all that it can do. A name alone is shared by many.
    static String processor(Path source) {
        try {
            List<String> telling = Files.readAllLines(source).stream()
                    .filter(line -> TELLING.contains(line.split(":", 2)[0].strip()))
                    .distinct()
                    .toList();
            String name = telling.stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor");
            return name + " " + Integer.toHexString(telling.hashCode());
        } catch (IOException unknown) {
            return "unknown processor";
        }
    }
}
