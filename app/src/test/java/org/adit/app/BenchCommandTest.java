package org.adit.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchCommandTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        return new Main(
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(err),
                        new TraceLog(folder.resolve("adit.log")))
                .run(arguments);
    }

    @Test
    void whatIsNotMeasuredIsAMistakeOfUsageThatNamesWhatIs() {
        assertThat(run("bench", "happiness")).isEqualTo(2);
        assertThat(err.toString()).contains("happiness", "data-plane", "small-packets", "latency");
    }

    @Test
    void anUnknownSubjectIsAMistakeOfUsageThatNamesTheOthers() {
        assertThat(run("bench", "data-plane", "--only", "plain,carrier-pigeon")).isEqualTo(2);
        assertThat(err.toString()).contains("adit, wireguard-go, strongswan-libipsec, plain");
    }

    @Test
    void noRunsAreAMistakeOfUsage() {
        assertThat(run("bench", "latency", "--runs", "0")).isEqualTo(2);
    }

    @Test
    void numbersHaveThreeDigitsThatMatter() {
        assertThat(BenchCommand.number(0)).isEqualTo("0");
        assertThat(BenchCommand.number(0.00512)).isEqualTo("0.00512");
        assertThat(BenchCommand.number(1)).isEqualTo("1.00");
        assertThat(BenchCommand.number(20.44)).isEqualTo("20.4");
        assertThat(BenchCommand.number(103_809.4)).isEqualTo("103,809");
    }

    @Test
    void noResultIsAFailureWithTheReason() {
        AppFailure failure = new AppFailure.NotMeasured("latency", "this kernel offers no TUN device (/dev/net/tun)");
        assertThat(failure.explain().why()).contains("/dev/net/tun");
        assertThat(failure.code()).hasToString("APP-020");
    }

    @Test
    void aSoakThatIsTooShortIsAMistakeOfUsage() {
        assertThat(run("bench", "soak", "--minutes", "0.1")).isEqualTo(2);
        assertThat(err.toString()).contains("a quarter of a minute");
    }

    @Test
    void aSoakThatFailsSaysWhatAndHowToRepeatIt() {
        Ending ending = new Ending.Failed(new AppFailure.SoakFailed(List.of("no packet is delivered twice: 3"), 7));
        ending.printTo(new PrintWriter(err));
        assertThat(ending.exitCode()).isOne();
        assertThat(err.toString()).contains("APP-021", "no packet is delivered twice: 3", "--seed 7");
    }
}
