package org.adit.protocol.crypto;

import java.security.Provider;
import java.util.Optional;

/// The providers that do the work, and what they passed.
record Platform(Jca jca, SelfTest.Passed passed, CryptoReport report) {
    /// The choice for this process: made once, at first use.
    static final Platform THIS = choose();

    static Platform with(Optional<Provider> preferred) {
        Jca jca = new Jca(preferred);
        return of(jca, preferred.isPresent() ? "it was asked for" : "nothing else was asked for");
    }

    private static Platform choose() {
        return switch (CorrettoProvider.load()) {
            case CorrettoProvider.Outcome.Absent(String why) -> of(Jca.JDK, why);
            case CorrettoProvider.Outcome.Loaded(Provider provider) -> {
                Platform fast = of(new Jca(Optional.of(provider)), "its native part loaded and passed the self-test");
                if (fast.passed.withdrawn().isEmpty()) {
                    yield fast;
                }
                // A provider that is wrong once is not asked again for anything.
                yield of(
                        Jca.JDK,
                        provider.getName() + " failed the self-test in " + String.join(", ", fast.passed.withdrawn()));
            }
        };
    }

    private static Platform of(Jca jca, String why) {
        SelfTest.Passed passed = new SelfTest(jca).run();
        String name = jca.preferred()
                .map(provider -> provider.getName() + " " + provider.getVersionStr())
                .orElse("JDK " + Runtime.version());
        return new Platform(jca, passed, new CryptoReport(name, why, passed.withdrawn()));
    }
}
