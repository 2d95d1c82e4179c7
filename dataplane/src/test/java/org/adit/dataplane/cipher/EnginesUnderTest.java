package org.adit.dataplane.cipher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.adit.base.Randomness;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.junit.jupiter.params.provider.Arguments;

/// The engines of this machine, and the JDK to compare them with. Says which are not here.
final class EnginesUnderTest {
    static final Engine JDK = EnginesHere.jca(CipherEngine.JDK, "of the tests", JcaCrypto.create(Optional.empty()));
    static final Randomness RANDOMNESS = new Random(3602)::nextBytes;

    private static final EnginesHere NATIVE = natives();

    private EnginesUnderTest() {}

    static Stream<Engine> engines() {
        assumeTrue(!NATIVE.engines().isEmpty(), () -> "NOT RUN: no engine of the system is here: " + NATIVE.absent());
        return NATIVE.engines().stream();
    }

    /// Each with each protection that it has.
    static Stream<Arguments> protections() {
        return engines().flatMap(engine -> engine.protections().stream().map(one -> Arguments.of(engine, one)));
    }

    static EspCipher cipher(Engine engine, EspSuite suite) {
        try (EspKeys keys = KnownAnswers.keys(suite)) {
            return engine.ciphers().cipher(suite, keys, RANDOMNESS);
        }
    }

    private static EnginesHere natives() {
        EnginesHere here = EnginesHere.ofSystem();
        here.absent().forEach(why -> System.out.println("NOT RUN with " + why));
        here.engines().forEach(one -> System.out.println("engine here: " + one));
        return here;
    }
}
