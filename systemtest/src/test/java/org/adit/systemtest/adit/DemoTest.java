package org.adit.systemtest.adit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.adit.app.demo.DemoFailure;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.Finished;
import org.adit.systemtest.lab.ThisMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `adit demo` as a process of its own, as people run it.
final class DemoTest {
    private static final Duration TO_END = Duration.ofMinutes(4);
    private static final Duration TO_BEGIN = Duration.ofMinutes(1);
    private static final int SIGINT_STATUS = 130;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<String> STEPS = List.of(
            "world",
            "gateway",
            "enrol",
            "sign-in",
            "address",
            "split-route",
            "name",
            "page",
            "refused",
            "rekey",
            "move",
            "speed",
            "disconnect",
            "clean-up");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsNamespaces() {
        ThisMachine.canBuildWorlds();
    }

    @Test
    void everyStepIsShownWithEvidenceAndNothingIsLeftBehind() {
        Finished demo = demo().within(TO_END).run();
        List<JsonNode> lines = demo.out().lines().map(JSON::readTree).toList();
        assertThat(demo.exit()).as(demo::toString).isZero();
        assertThat(lines).extracting(line -> line.path("step").asString()).containsExactlyElementsOf(STEPS);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("ok").asBoolean()).isTrue();
            assertThat(line.path("evidence").size()).isPositive();
            line.path("evidence").forEach(each -> {
                assertThat(each.path("where").asString()).isNotBlank();
                assertThat(each.path("saw").asString()).isNotBlank();
            });
        });
    }

    @Test
    void interruptedInTheMiddleItCleansUpAndSaysSo() throws IOException {
        BackgroundProcess demo = BackgroundProcess.start("demo", demo(), folder.resolve("out"));
        demo.awaitText("\"step\":\"gateway\",\"ok\":true", TO_BEGIN);
        assertThat(leftOf(demo)).isNotEmpty();
        List<ProcessHandle> its = processesOf(demo);
        assertThat(its).isNotEmpty();

        Command.of("kill", "-INT", Long.toString(demo.pid())).check();
        assertThat(demo.awaitExit(TO_BEGIN)).as(demo::text).isEqualTo(SIGINT_STATUS);
        assertThat(demo.text())
                .contains(new DemoFailure.Interrupted("enrol").code().toString());
        assertThat(leftOf(demo)).isEmpty();
        assertThat(its).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void theNextRunRemovesWhatAKilledOneLeftBehind() throws IOException {
        BackgroundProcess killed = BackgroundProcess.start("demo", demo(), folder.resolve("killed"));
        killed.awaitText("\"step\":\"gateway\",\"ok\":true", TO_BEGIN);
        List<ProcessHandle> its = processesOf(killed);
        killed.kill();
        assertThat(leftOf(killed)).isNotEmpty();

        BackgroundProcess next = BackgroundProcess.start("demo", demo(), folder.resolve("next"));
        next.awaitText("\"step\":\"gateway\",\"ok\":true", TO_BEGIN);
        assertThat(leftOf(killed)).isEmpty();
        assertThat(its).noneMatch(ProcessHandle::isAlive);
        next.interrupt();
        next.awaitExit(TO_BEGIN);
        assertThat(leftOf(next)).isEmpty();
    }

    @Test
    void aStepThatFailsSaysWhatWasSeenAndWhatTheGatewaySaidLast() throws IOException {
        BackgroundProcess demo = BackgroundProcess.start("demo", demo(), folder.resolve("out"));
        demo.awaitText("\"step\":\"gateway\",\"ok\":true", TO_BEGIN);
        assertThat(processesOf(demo))
                .filteredOn(process -> process.info().commandLine().orElse("").contains("gateway run"))
                .isNotEmpty()
                .allMatch(ProcessHandle::destroyForcibly);

        assertThat(demo.awaitExit(TO_END)).as(demo::text).isEqualTo(1);
        JsonNode failed = demo.text()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(JSON::readTree)
                .filter(line -> !line.path("ok").asBoolean())
                .findFirst()
                .orElseThrow();
        assertThat(failed.path("failure").path("code").asString())
                .isEqualTo(new DemoFailure.StepFailed("", "").code().toString());
        assertThat(failed.path("failure").path("why").asString()).isNotBlank();
        assertThat(failed.path("gateway").toString()).contains("The gateway runs");
        assertThat(leftOf(demo)).isEmpty();
    }

    @Test
    void whereNoWorldCanBeBuiltItSaysWhy() {
        Finished demo = demo().with("PATH", folder.toString()).run();
        assertThat(demo.exit()).isEqualTo(1);
        assertThat(demo.out()).isEmpty();
        assertThat(demo.err()).contains(new DemoFailure.NoWorld("").code().toString(), "iproute2");
    }

    private static Command demo() {
        return AditProgram.own().quickToStart().command("demo", "--json");
    }

    private static List<ProcessHandle> processesOf(BackgroundProcess demo) {
        return ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();
    }

    /// Namespaces and folders of the demo's worlds.
    private static List<String> leftOf(BackgroundProcess demo) throws IOException {
        String prefix = "adit-" + demo.pid() + "-";
        try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
            Stream<String> folders = temporary.map(file -> file.getFileName().toString());
            Stream<String> namespaces =
                    Command.of("ip", "netns", "list").check().lines();
            return Stream.concat(folders, namespaces)
                    .filter(name -> name.startsWith(prefix))
                    .toList();
        }
    }
}
