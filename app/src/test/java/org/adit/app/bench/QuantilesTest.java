package org.adit.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class QuantilesTest {
    @Test
    void theMedianIsTheMiddleOneWhateverTheOrder() {
        assertThat(Quantiles.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
        assertThat(Quantiles.median(List.of(7.0))).isEqualTo(7);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Quantiles.median(List.of(4.0, 100.0, 2.0, 0.0))).isEqualTo(3);
    }

    @Test
    void aPercentileIsTheValueThatSoManyDoNotExceed() {
        List<Double> hundred =
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList();
        assertThat(Quantiles.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Quantiles.percentile(hundred, 100)).isEqualTo(100);
        assertThat(Quantiles.percentile(hundred, 0)).isEqualTo(1);
        assertThat(Quantiles.percentile(List.of(3.0, 2.0), 99)).isEqualTo(3);
    }

    @Test
    void nothingHasNoMiddle() {
        assertThatThrownBy(() -> Quantiles.median(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
