package org.adit.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ControlPlaneBenchmarkTest {
    private static final BenchRequest REQUEST = new BenchRequest(5, 3, 7, "cubic", List.of());

    @Test
    void eachSaysHowItMeasuresAndNothingOfWhatDoesNotConcernIt() {
        assertThat(Benchmarks.named("handshakes").orElseThrow().how(REQUEST))
                .isEqualTo("2,000 clients connect in each of 5 rounds, after others to warm up.");
        assertThat(Benchmarks.named("memory").orElseThrow().how(REQUEST))
                .isEqualTo("20,000 clients (2,000 of strongSwan) connect once, and are then idle; measured once.");
        assertThat(Benchmarks.named("data-plane").orElseThrow().how(REQUEST))
                .isEqualTo("5 runs of 3 s each, interleaved, after 7 s to warm up; TCP with cubic.");
        assertThat(Benchmarks.named("small-packets").orElseThrow().how(REQUEST))
                .isEqualTo("5 runs of 3 s each, interleaved, after 7 s to warm up.");
    }

    @Test
    void whatTheLoadSaysBecomesRows() {
        String said = """
                [{"subject":"adit","measure":"a handshake","unit":"ms","values":[0.5,0.25,0.75]},
                 {"subject":"adit","measure":"connected","unit":"clients","values":[2000]}]""";
        Samples samples = new Samples();
        ControlPlaneBenchmark.add(samples, said);
        assertThat(samples.rows())
                .containsExactly(
                        new Row("adit", new Measure("a handshake", "ms"), 0.5, 0.25, 0.75, 3),
                        new Row("adit", new Measure("connected", "clients"), 2000, 2000, 2000, 1));
    }
}
