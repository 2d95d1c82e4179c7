package org.adit.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Where stack traces go instead of to people.
final class TraceLog {
    private final Path file;

    TraceLog(Path file) {
        this.file = file;
    }

    /// `adit.log` in the user's state folder (XDG base directories), or in the temporary folder without a home.
    static Path place(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (!state.isEmpty()) {
            return Path.of(state, "adit", "adit.log");
        }
        return home.isEmpty()
                ? Path.of(System.getProperty("java.io.tmpdir"), "adit.log")
                : Path.of(home, ".local", "state", "adit", "adit.log");
    }

    /// The file that now ends with the trace; nothing if it could not be written.
    Optional<Path> keep(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, Instant.now() + " " + text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Optional.of(file);
        } catch (IOException _) {
            return Optional.empty(); // the caller says so
        }
    }
}
