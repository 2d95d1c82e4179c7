package org.adit.protocol.crypto;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The providers that the tests run with: the JDK, and Amazon's where it loads. Says when it does not.
final class Engines {
    private Engines() {}

    record Engine(String name, Jca jca, JcaCrypto crypto) {
        Engine(String name, Jca jca) {
            this(name, jca, JcaCrypto.create(jca.preferred()));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final Engine JDK = new Engine("JDK", Jca.JDK);

    private static final List<Engine> ALL = load();

    static Stream<Engine> all() {
        return ALL.stream();
    }

    private static List<Engine> load() {
        return switch (CorrettoProvider.load()) {
            case CorrettoProvider.Outcome.Loaded loaded ->
                List.of(JDK, new Engine("Corretto", new Jca(Optional.of(loaded.provider()))));
            case CorrettoProvider.Outcome.Absent(String why) -> {
                System.out.println("NOT RUN with the second provider: " + why);
                yield List.of(JDK);
            }
        };
    }
}
