package org.adit.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SamplesTest {
    private static final Measure UP = new Measure("up", "Gb/s");
    private static final Measure DOWN = new Measure("down", "Gb/s");

    private final Samples samples = new Samples();

    @Test
    void aRowHasMedianMinimumAndMaximumOfItsRuns() {
        samples.add("adit", List.of(UP.of(3), DOWN.of(1)));
        samples.add("plain", List.of(UP.of(10)));
        samples.add("adit", List.of(UP.of(9), DOWN.of(2)));
        samples.add("adit", List.of(UP.of(4), DOWN.of(3)));
        assertThat(samples.rows())
                .containsExactly(
                        new Row("adit", UP, 4, 3, 9, 3),
                        new Row("adit", DOWN, 2, 1, 3, 3),
                        new Row("plain", UP, 10, 10, 10, 1));
    }

    @Test
    void aRatioIsThatOfMediansAndOnlyOfWhatBothHave() {
        samples.add("adit", List.of(UP.of(6), DOWN.of(1)));
        samples.add("other", List.of(UP.of(2)));
        samples.add("other", List.of(UP.of(4)));
        samples.add("plain", List.of(DOWN.of(4)));
        assertThat(samples.ratios("adit"))
                .containsExactly(new Ratio("adit", "other", UP, 2), new Ratio("adit", "plain", DOWN, 0.25));
    }

    @Test
    void nothingIsDividedByZeroAndWhoWasNotMeasuredHasNoRatios() {
        samples.add("adit", List.of(UP.of(6)));
        samples.add("stuck", List.of(UP.of(0)));
        assertThat(samples.ratios("adit")).isEmpty();
        assertThat(samples.ratios("absent")).isEmpty();
    }
}
