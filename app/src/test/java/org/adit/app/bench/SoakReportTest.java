package org.adit.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SoakReportTest {
    private static final String SAID = """
            {"seed":7,
             "checks":[{"check":"no packet is delivered twice","passed":false,"found":"3"},
                       {"check":"none is altered","passed":true,"found":"0"}],
             "faults":["up: twice"],
             "rows":[{"subject":"adit gateway","measure":"heap","unit":"MiB","values":[20.0,22.0,21.0]}]}""";

    private final SoakReport report = SoakReport.of(SAID, new Machine("cpu", 2, "Linux", "JDK", Map.of()));

    @Test
    void whatDidNotHoldIsNamed() {
        assertThat(report.failed()).containsExactly("no packet is delivered twice: 3");
        assertThat(report.rows()).containsExactly(new Row("adit gateway", new Measure("heap", "MiB"), 21, 20, 22, 3));
    }

    @Test
    void scriptsGetWhatEveryBenchmarkHasAndTheChecks() {
        assertThat(report.json())
                .startsWith("{\"bench\":\"soak\",\"machine\":{")
                .endsWith(
                        "\"ratios\":[],\"seed\":7,"
                                + "\"checks\":[{\"check\":\"no packet is delivered twice\",\"passed\":false,\"found\":\"3\"},"
                                + "{\"check\":\"none is altered\",\"passed\":true,\"found\":\"0\"}],\"faults\":[\"up: twice\"]}");
    }
}
