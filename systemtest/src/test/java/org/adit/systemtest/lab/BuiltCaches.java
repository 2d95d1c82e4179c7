package org.adit.systemtest.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.adit.lab.process.Command;

/// The ahead-of-time caches of the build that is tested. Maven does not make them; made once, they pay with the first
/// dozen of the many programs that tests start. Where they cannot be made, everything starts more slowly.
final class BuiltCaches {
    private static final Path ROOT = Path.of(System.getProperty("adit.root"));
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final boolean MADE = make();

    private BuiltCaches() {}

    /// Whether there are some, from the first call on.
    static boolean made() {
        return MADE;
    }

    private static boolean make() {
        Path cache = ROOT.resolve("app/target/aot/gateway.aot");
        if (!isNewerThanJars(cache)) {
            Command.of(ROOT.resolve("adit").toString(), "rehearse")
                    .with("ADIT_JAVA_HOME", System.getProperty("java.home"))
                    .within(LIMIT)
                    .run();
        }
        return Files.exists(cache);
    }

    private static boolean isNewerThanJars(Path cache) {
        if (Files.notExists(cache)) {
            return false;
        }
        try (Stream<Path> jars = Files.list(ROOT.resolve("app/target/lib"))) {
            FileTime newest = jars.map(BuiltCaches::changed)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return changed(cache).compareTo(newest) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
