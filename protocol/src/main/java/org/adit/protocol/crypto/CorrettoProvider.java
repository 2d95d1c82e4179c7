package org.adit.protocol.crypto;

import java.security.Provider;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// The Amazon Corretto Crypto Provider: ten times the JDK's speed on elliptic curves, where it has a native part for
/// the machine. It is on the path or it is not; nothing here needs it.
public final class CorrettoProvider {
    private static final String PACKAGE = "com.amazon.corretto.";

    private CorrettoProvider() {}

    public sealed interface Outcome {
        record Loaded(Provider provider) implements Outcome {
            @Override
            public String toString() {
                return provider.getName() + " " + provider.getVersionStr();
            }
        }

        record Absent(String why) implements Outcome {}
    }

    /// Never throws.
    public static Outcome load() {
        try {
            Optional<Provider> found = ServiceLoader.load(Provider.class).stream()
                    .filter(candidate -> candidate.type().getName().startsWith(PACKAGE))
                    .findFirst()
                    .map(ServiceLoader.Provider::get);
            if (found.isEmpty()) {
                return new Outcome.Absent("the Amazon Corretto Crypto Provider is not on the path");
            }
            // Without its native part it is there but offers nothing.
            if (found.get().getService("Signature", "SHA256withECDSA") == null) {
                return new Outcome.Absent("the Amazon Corretto Crypto Provider has no native part for this machine");
            }
            return new Outcome.Loaded(found.get());
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            return new Outcome.Absent("the Amazon Corretto Crypto Provider did not load: " + e);
        }
    }
}
