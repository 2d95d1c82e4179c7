package org.adit.systemtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.Finished;
import org.adit.systemtest.lab.ThisMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `adit bench soak` for half a minute: long enough for two rekeys of everything, some moves and some loss.
final class SoakTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int CLIENTS = 12;

    @BeforeEach
    void worldsCanBeBuilt() {
        ThisMachine.canBuildWorlds();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void packetsPassOnceInOrderAndUnderFreshNoncesWhileKeysAndPlacesChange(int workers) {
        Finished soak = AditProgram.own()
                .command(
                        "bench",
                        "soak",
                        "--minutes",
                        "0.5",
                        "--clients",
                        Integer.toString(CLIENTS),
                        "--workers",
                        Integer.toString(workers),
                        "--json")
                .within(LIMIT)
                .run()
                .orThrow();

        JsonNode report = JsonMapper.shared().readTree(soak.out());
        assertThat(report.propertyNames())
                .containsExactly("bench", "machine", "rows", "ratios", "seed", "checks", "faults");
        assertThat(report.path("checks").size()).isGreaterThan(8);
        for (JsonNode check : report.path("checks")) {
            assertThat(check.path("passed").asBoolean()).as(soak.toString()).isTrue();
        }
        assertThat(measured(report, "packets up")).isGreaterThan(1000);
        assertThat(measured(report, "packets down")).isGreaterThan(1000);
        assertThat(measured(report, "rekeys of Child SAs")).isGreaterThan(CLIENTS);
        assertThat(measured(report, "moves") + measured(report, "new ports of routers"))
                .isPositive();
        assertThat(soak.err()).contains("seed " + report.path("seed").asLong());
    }

    private static double measured(JsonNode report, String measure) {
        for (JsonNode row : report.path("rows")) {
            if (row.path("measure").asString().equals(measure)) {
                return row.path("median").doubleValue();
            }
        }
        throw new AssertionError("not measured: " + measure);
    }
}
