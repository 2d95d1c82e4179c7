package org.adit.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ControlPlaneBenchmarkTest {
    @Test
    void whatTheLoadSaysBecomesRows() {
        String said = """
                [{"subject":"adit","measure":"a handshake","unit":"ms","values":[0.5,0.25,0.75]},
                 {"subject":"adit","measure":"connected","unit":"clients","values":[2000]}]""";
        assertThat(ControlPlaneBenchmark.samples(said).rows())
                .containsExactly(
                        new Row("adit", new Measure("a handshake", "ms"), 0.5, 0.25, 0.75, 3),
                        new Row("adit", new Measure("connected", "clients"), 2000, 2000, 2000, 1));
    }
}
