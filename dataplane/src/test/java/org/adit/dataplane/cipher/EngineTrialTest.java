package org.adit.dataplane.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EngineTrialTest {
    private static final long SEED = 4106;
    private static final Protection GCM = Protection.all().getFirst();

    @ParameterizedTest
    @MethodSource("org.adit.dataplane.cipher.EnginesUnderTest#protections")
    void everyEngineAgreesWithTheJdkOnPacketsOfEveryLength(Engine engine, Protection protection) {
        List<Integer> lengths = IntStream.rangeClosed(0, 2000).boxed().toList();
        assertThat(EngineTrial.failure(engine.ciphers(), EnginesUnderTest.JDK.ciphers(), protection, lengths, SEED))
                .as("%s, %s, seed %d", engine, protection, SEED)
                .isEmpty();
    }

    @Test
    void anEngineThatIsWrongInAnyWayFails() {
        assertThat(failureOf((cipher, from, esp, octets, to, payload, sequence) -> true))
                .contains("a known answer came out wrong");
        assertThat(failureOf((cipher, from, esp, octets, to, payload, sequence) -> false))
                .contains("a known answer came out wrong");
        assertThat(failureOf((cipher, from, esp, octets, to, payload, sequence) -> {
                    throw new IllegalStateException("broken");
                }))
                .contains("it threw java.lang.IllegalStateException: broken");
        assertThat(failureOf((cipher, from, esp, octets, to, payload, sequence) -> {
                    boolean authentic = cipher.open(from, esp, octets, to, payload, sequence);
                    to.put(payload + octets - 32, (byte) 1);
                    return authentic;
                }))
                .contains("it threw java.lang.IllegalStateException: it wrote outside of the payload");
        // A GCM that goes wrong beyond its first stride, as one of the JDK once did.
        assertThat(failureOf((cipher, from, esp, octets, to, payload, sequence) -> {
                    boolean authentic = cipher.open(from, esp, octets, to, payload, sequence);
                    if (octets > 1000) {
                        to.put(payload + 512, (byte) (to.get(payload + 512) ^ 1));
                    }
                    return authentic;
                }))
                .contains("a packet of 1024 octets came out wrong");
    }

    private static Optional<String> failureOf(OpensOtherwise.Opening opening) {
        EngineCiphers broken = (suite, keys, randomness) ->
                new OpensOtherwise(EnginesUnderTest.JDK.ciphers().cipher(suite, keys, randomness), opening);
        return EngineTrial.failure(broken, EnginesUnderTest.JDK.ciphers(), GCM, EngineTrial.SHORT, SEED);
    }
}
