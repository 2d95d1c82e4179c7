package org.adit.app.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final double FLOOR = 1;

    private static List<Double> values(IntToDoubleFunction of) {
        return IntStream.range(0, 30).mapToObj(i -> of.applyAsDouble(i)).toList();
    }

    @Test
    void aSteadyRiseIsFoundInNoise() {
        Trend trend = Trend.of(values(i -> 100 + i + (i % 2 == 0 ? 3 : -3)));
        assertThat(trend.rise()).isCloseTo(29, within(1.0));
        assertThat(trend.flat(FLOOR)).isFalse();
    }

    @Test
    void noiseAloneIsFlatAndSoIsWhatShrinks() {
        assertThat(Trend.of(values(i -> 100 + (i % 3))).flat(FLOOR)).isTrue();
        assertThat(Trend.of(values(i -> 100 - i)).flat(FLOOR)).isTrue();
    }

    @Test
    void whatWarmsUpFirstIsSettledLater() {
        List<Double> warmsUp = values(i -> i < 10 ? 10 * i : 100);
        assertThat(Trend.of(warmsUp).flat(FLOOR)).isFalse();
        assertThat(Trend.settled(warmsUp)).isEqualTo(new Trend(100, 0, 20));
    }

    @Test
    void ofOneSampleNothingRises() {
        assertThat(Trend.of(List.of(5.0)).rise()).isZero();
    }

    @Test
    void whatIsDueKeepsItsPaceAndDoesNotCatchUpForEver() {
        Clockwork clockwork = new Clockwork(0, 100, Duration.ofMillis(500));
        assertThat(clockwork.due(0)).isOne();
        assertThat(clockwork.due(95_000_000)).isEqualTo(9);
        assertThat(clockwork.due(100_000_000)).isOne();
        assertThat(clockwork.due(5_000_000_000L)).isOne();
    }
}
