package org.adit.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.adit.base.settings.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        return new Main(new PrintWriter(out), new PrintWriter(err), new TraceLog(folder.resolve("adit.log")))
                .run(arguments);
    }

    @Test
    void helpListsTheCommandsAndIsDone() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("setup", "test", "help");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("adit 0.").contains("Java 25");
    }

    @Test
    void anUnknownCommandIsAMistakeOfUsage() {
        assertThat(run("conect")).isEqualTo(2);
        assertThat(err.toString()).contains("conect");
    }

    @Test
    void noCommandIsAMistakeOfUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: adit");
    }

    @Test
    void aFailureIsPrintedWithCodeReasonAndRemedy() {
        assertThat(run("setup")).isEqualTo(1);
        assertThat(err.toString()).contains("APP-010", "why:", "do:", "./adit setup");
    }

    private String config() {
        return folder.resolve("gateway.toml").toString();
    }

    private int init() {
        return run(
                "gateway", "init", "--name", "vpn.example.org", "-c", config(), "--data", "" + folder.resolve("data"));
    }

    @Test
    void settingsThatAreNotThereAreNamedWithTheWayToMakeThem() {
        assertThat(run("gateway", "check", "-c", config())).isEqualTo(1);
        assertThat(err.toString()).contains("APP-011", config(), "adit gateway init");
    }

    @Test
    void initWithoutANameAndWithoutATerminalSaysWhatItNeeds() {
        assertThat(run("gateway", "init", "-c", config())).isEqualTo(1);
        assertThat(err.toString()).contains("APP-013", "--name");
    }

    @Test
    void initMakesAGatewayThatCheckFindsGoodAndNeverChangesOne() throws Exception {
        assertThat(init()).as(err.toString()).isZero();
        String settings = Files.readString(Path.of(config()));
        assertThat(run("gateway", "check", "-c", config())).isZero();
        assertThat(out.toString()).contains("vpn.example.org", "good");
        assertThat(init()).isEqualTo(1);
        assertThat(err.toString()).contains("APP-012");
        assertThat(Files.readString(Path.of(config()))).isEqualTo(settings);
    }

    @Test
    void anInitThatWasKilledIsDoneAgainWithTheCaItHadMade() throws Exception {
        init();
        Path authority = folder.resolve("data/ca/ca.pem");
        String made = Files.readString(authority);
        // as it is before the last step
        Files.move(Path.of(config()), Path.of(config() + ".new"));
        assertThat(init()).as(err.toString()).isZero();
        assertThat(Files.readString(authority)).isEqualTo(made);
        assertThat(Path.of(config())).exists();
        assertThat(Path.of(config() + ".new")).doesNotExist();
    }

    @Test
    void initTakesOverNoCaThatItDidNotMakeItself() throws Exception {
        init();
        Files.delete(Path.of(config()));
        assertThat(init()).isEqualTo(1);
        assertThat(Path.of(config())).doesNotExist();
        assertThat(Path.of(config() + ".new")).doesNotExist();
    }

    @Test
    void mistakesInSettingsAreAllReportedAndNothingStarts() throws Exception {
        Files.writeString(Path.of(config()), "[gateway]\nnmae = 'x'\nlisten = ['999.1.1.1']\n");
        assertThat(run("gateway", "run", "-c", config())).isEqualTo(2);
        assertThat(err.toString()).contains("gateway.toml:2:", "gateway.toml:3:", "Did you mean");
    }

    @Test
    void whoAsksAGatewayThatDoesNotRunIsToldSo() {
        init();
        assertThat(run("user", "list", "-c", config())).isEqualTo(1);
        assertThat(err.toString()).contains("GW-03").contains("do:");
    }

    @Test
    void theStatusOfAGatewayThatIsNamedAndDoesNotRunIsAFailure() {
        init();
        String nobody = folder.resolve("nobody").toString();
        assertThat(run("status", "-c", config(), "--run-folder", nobody)).isEqualTo(1);
        assertThat(err.toString()).contains("GW-03");
    }

    @Test
    void aProfileIsNeverWrittenOverAnything() {
        init();
        assertThat(run("profile", "alice", "-c", config(), "--out", config())).isEqualTo(1);
        assertThat(err.toString()).contains("APP-014", config());
    }

    @Test
    void problemsInSettingsEndWithTwoAndAreAllPrinted() {
        Ending ending = new Ending.BadSettings(List.of(
                new Problem("gateway.toml", 3, 1, "SET-004", "Unknown key 'nmae'", "Did you mean 'name'?"),
                new Problem("gateway.toml", 7, 9, "SET-010", "Not an address", "Write 10.0.0.1")));
        ending.printTo(new PrintWriter(err));
        assertThat(ending.exitCode()).isEqualTo(2);
        assertThat(err.toString()).contains("gateway.toml:3:1: SET-004", "gateway.toml:7:9: SET-010");
    }

    @Test
    void anUnexpectedExceptionKeepsItsTraceInTheFileAndOutOfTheTerminal() throws Exception {
        TraceLog traces = new TraceLog(folder.resolve("deep/adit.log"));
        Optional<Path> kept = traces.keep(new IllegalStateException("the sky fell"));
        assertThat(Files.readString(kept.orElseThrow())).contains("the sky fell", "at org.adit.app");

        new Ending.Failed(new AppFailure.Unexpected("java.lang.IllegalStateException: the sky fell", kept))
                .printTo(new PrintWriter(err));
        assertThat(err.toString())
                .contains("APP-001", "the sky fell", "adit.log")
                .doesNotContain("at org.adit");
    }

    @Test
    void aTraceThatCannotBeWrittenIsSaidAndDoesNotThrow() throws Exception {
        Path file = Files.createFile(folder.resolve("not-a-folder"));
        assertThat(new TraceLog(file.resolve("adit.log")).keep(new IllegalStateException("x")))
                .isEmpty();
    }

    @Test
    void traceFilesLieInTheStateFolderOfTheUser() {
        assertThat(TraceLog.place(Map.of("XDG_STATE_HOME", "/s"))).isEqualTo(Path.of("/s/adit/adit.log"));
        assertThat(TraceLog.place(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.local/state/adit/adit.log"));
    }
}
