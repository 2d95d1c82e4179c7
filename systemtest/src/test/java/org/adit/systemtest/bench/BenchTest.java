package org.adit.systemtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.bench.Subject;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.Finished;
import org.adit.systemtest.lab.ThisMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// That benchmarks measure and tidy up; never what they measure.
final class BenchTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @BeforeEach
    void worldsCanBeBuilt() {
        ThisMachine.canBuildWorlds();
    }

    private Command bench(String... arguments) {
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--runs", "1", "--seconds", "1", "--warm-up", "0"));
        return AditProgram.own().command(all.toArray(String[]::new)).within(LIMIT);
    }

    private JsonNode measured(String... arguments) {
        Finished bench = bench(arguments).run().orThrow();
        assertThat(bench.out().lines()).hasSize(1);
        return JsonMapper.shared().readTree(bench.out());
    }

    @Test
    void everySubjectThatIsHereHasARowForEachDirectionAndOursARatioToEach() {
        JsonNode report = measured("data-plane", "--json");

        assertThat(report.propertyNames()).containsExactly("bench", "machine", "rows", "ratios");
        assertThat(report.path("bench").asString()).isEqualTo("data-plane");
        assertThat(report.path("machine").propertyNames()).containsExactly("cpu", "cores", "kernel", "jdk", "versions");
        List<Subject> here =
                List.of(Subject.values()).stream().filter(Subject::isHere).toList();
        assertThat(report.path("rows").size()).isEqualTo(2 * here.size());
        for (JsonNode row : report.path("rows")) {
            assertThat(row.propertyNames())
                    .containsExactly("subject", "measure", "unit", "median", "min", "max", "runs");
            assertThat(row.path("median").doubleValue()).as(row.toString()).isPositive();
        }
        assertThat(report.path("ratios").size()).isEqualTo(2 * (here.size() - 1));
        for (JsonNode ratio : report.path("ratios")) {
            assertThat(ratio.propertyNames()).containsExactly("of", "to", "measure", "value");
        }
    }

    @Test
    void smallPacketsArriveAndEchoesReturn() {
        JsonNode small = measured("small-packets", "--only", "plain", "--json");
        assertThat(small.path("rows").path(0).path("median").doubleValue()).isGreaterThan(1000);
        JsonNode latency = measured("latency", "--only", "plain", "--json");
        assertThat(latency.path("rows").size()).isEqualTo(4);
        assertThat(latency.path("rows").path(3).path("median").doubleValue()).isBetween(0.0, 1000.0);
    }

    @Test
    void sendersUseTheCongestionControlThatIsAskedFor() {
        Finished reno = bench("data-plane", "--only", "plain", "--congestion", "reno")
                .run()
                .orThrow();
        assertThat(reno.out()).contains("TCP with reno");
        Finished unknown = bench("data-plane", "--only", "plain", "--congestion", "carrier-pigeon")
                .run();
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("no congestion control 'carrier-pigeon'", "reno");
        Finished noTcp = bench("small-packets", "--only", "plain", "--congestion", "reno")
                .run();
        assertThat(noTcp.exit()).isEqualTo(2);
        assertThat(noTcp.err()).contains("sends no TCP");
    }

    @Test
    void packetsOfOnePeerAndOfAThousandArriveBothWays() {
        JsonNode report = measured("many-peers", "--json");
        assertThat(report.path("rows").size()).isEqualTo(3 * 6);
        for (JsonNode row : report.path("rows")) {
            if (row.path("unit").asString().equals("packets/s")) {
                assertThat(row.path("median").doubleValue()).as(row.toString()).isGreaterThan(1000);
            }
        }
    }

    @Test
    void whoeverEndsItInTheMidstGetsTheMachineBack() {
        BackgroundProcess bench =
                BackgroundProcess.start("bench", bench("data-plane", "--only", "plain"), folder.resolve("bench.out"));
        String ours = "adit-" + bench.pid() + "-";
        bench.awaitText("run 1 of 1", Duration.ofSeconds(30));
        assertThat(Command.of("ip", "netns", "list").check()).contains(ours);

        bench.interrupt();

        assertThat(bench.awaitExit(Duration.ofSeconds(5))).isEqualTo(130);
        assertThat(Command.of("ip", "netns", "list").check()).doesNotContain(ours);
        assertThat(bench.text()).doesNotContain("APP-");
    }
}
