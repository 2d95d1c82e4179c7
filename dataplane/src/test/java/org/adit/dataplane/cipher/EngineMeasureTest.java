package org.adit.dataplane.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a measurement spends on whom. Nothing here depends on how fast the machine is, only on one engine being
/// hundreds of times slower than another.
final class EngineMeasureTest {
    private static final Protection GCM = Protection.all().getFirst();
    private static final int ROUNDS = 10;
    private static final int CIPHERS_A_ROUND = 2 * 3; // one each way, three sizes

    private static Engine counting(CipherEngine name, EngineCiphers ciphers, AtomicInteger made) {
        return new Engine(name, "9.9", List.of(GCM), (suite, keys, randomness) -> {
            made.incrementAndGet();
            return ciphers.cipher(suite, keys, randomness);
        });
    }

    private static EngineCiphers slow() {
        return (suite, keys, randomness) -> new OpensOtherwise(
                EnginesUnderTest.JDK.ciphers().cipher(suite, keys, randomness),
                (cipher, from, esp, octets, to, payload, sequence) -> {
                    for (int lap = 0; lap < 500; lap++) {
                        cipher.open(from, esp, octets, to, payload, sequence);
                    }
                    return cipher.open(from, esp, octets, to, payload, sequence);
                });
    }

    private static Map<Protection, Map<CipherEngine, Nanos>> measured(List<String> notes, Engine... engines) {
        return new EngineMeasure(EnginesUnderTest.RANDOMNESS, ROUNDS, Duration.ofNanos(1), Duration.ofNanos(1))
                .of(List.of(engines), notes::add);
    }

    @Test
    void whoIsFarBehindIsLeftAloneAfterThreeRoundsAndHasItsFigureAllTheSame() {
        AtomicInteger made = new AtomicInteger();
        List<String> notes = new ArrayList<>();
        Map<CipherEngine, Nanos> figures = measured(
                        notes,
                        counting(CipherEngine.JDK, EnginesUnderTest.JDK.ciphers(), new AtomicInteger()),
                        counting(CipherEngine.IPSEC_MB, slow(), made))
                .get(GCM);
        assertThat(made).hasValue(CIPHERS_A_ROUND * (1 + 3)); // the first is the warm-up
        assertThat(figures).containsOnlyKeys(CipherEngine.JDK, CipherEngine.IPSEC_MB);
        assertThat(figures.get(CipherEngine.IPSEC_MB).weighted())
                .isGreaterThan(figures.get(CipherEngine.JDK).weighted());
        assertThat(notes).isEmpty();
    }

    @Test
    void aSuiteWithOneEngineOnlyIsNotMeasuredToTheEnd() {
        AtomicInteger made = new AtomicInteger();
        Map<CipherEngine, Nanos> figures = measured(
                        new ArrayList<>(), counting(CipherEngine.JDK, EnginesUnderTest.JDK.ciphers(), made))
                .get(GCM);
        assertThat(made).hasValue(CIPHERS_A_ROUND * (1 + 3));
        assertThat(figures).containsOnlyKeys(CipherEngine.JDK);
    }
}
