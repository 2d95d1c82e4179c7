package org.adit.protocol.crypto;

import java.util.Optional;
import java.util.stream.Stream;

/// The providers that the tests run with: the JDK, and Amazon's where it loads. Says when it does not.
final class Engines {
    private Engines() {}

    record Engine(String name, Jca jca) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Engine> all() {
        Engine jdk = new Engine("JDK", Jca.JDK);
        return switch (CorrettoProvider.load()) {
            case CorrettoProvider.Outcome.Loaded loaded ->
                Stream.of(jdk, new Engine("Corretto", new Jca(Optional.of(loaded.provider()))));
            case CorrettoProvider.Outcome.Absent(String why) -> {
                System.out.println("NOT RUN with the second provider: " + why);
                yield Stream.of(jdk);
            }
        };
    }
}
