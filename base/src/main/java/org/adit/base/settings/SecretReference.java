package org.adit.base.settings;

import java.util.Optional;

/// Where a secret is found. Settings hold references, never values.
public sealed interface SecretReference {
    /// The content of a file, read when it is needed.
    record InFile(String path) implements SecretReference {
        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /// An environment variable of the program.
    record InEnvironment(String name) implements SecretReference {
        @Override
        public String toString() {
            return "env:" + name;
        }
    }

    /// `file:` and an absolute path, or `env:` and a name; empty if it is neither.
    static Optional<SecretReference> parse(String text) {
        if (text.matches("file:/[^\\p{Cntrl}]+")) {
            return Optional.of(new InFile(text.substring("file:".length())));
        }
        if (text.matches("env:[A-Za-z_][A-Za-z0-9_]*")) {
            return Optional.of(new InEnvironment(text.substring("env:".length())));
        }
        return Optional.empty();
    }
}
