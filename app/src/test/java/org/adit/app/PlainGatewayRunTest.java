package org.adit.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

final class PlainGatewayRunTest {
    private static Optional<PlainGatewayRun> of(String... arguments) {
        return PlainGatewayRun.of(Map.of(), arguments);
    }

    @Test
    void theSettingsAreTheUsualOnesTheOnesOfTheEnvironmentOrTheOnesNamed() {
        assertThat(of("gateway", "run")).contains(new PlainGatewayRun(Path.of("/etc/adit/gateway.toml")));
        assertThat(PlainGatewayRun.of(Map.of("ADIT_CONFIG", "/a"), "gateway", "run"))
                .contains(new PlainGatewayRun(Path.of("/a")));
        assertThat(of("gateway", "run", "--config", "/b")).contains(new PlainGatewayRun(Path.of("/b")));
        assertThat(of("gateway", "run", "-c", "/b")).contains(new PlainGatewayRun(Path.of("/b")));
    }

    @Test
    void everythingElseIsLeftToPicocli() {
        assertThat(of()).isEmpty();
        assertThat(of("gateway", "run", "--help")).isEmpty();
        assertThat(of("gateway", "run", "--quick")).isEmpty();
        assertThat(of("gateway", "run", "--config")).isEmpty();
        assertThat(of("gateway", "run", "--config", "--quick")).isEmpty();
        assertThat(of("gateway", "run", "--config", "/b", "--quick")).isEmpty();
        assertThat(of("gateway", "check", "--config", "/b")).isEmpty();
    }

    @Test
    void everyCommandIsFoundByItsOwnName() {
        AditCommand.commands()
                .forEach((name, type) ->
                        assertThat(type.getAnnotation(Command.class).name()).isEqualTo(name));
    }

    @Test
    void allCommandsAreInTheHelpAndOnlyTheOneAskedForIsReadOtherwise() {
        assertThat(AditCommand.line("--help").getSubcommands().keySet())
                .isEqualTo(AditCommand.commands().keySet());
        assertThat(AditCommand.line("gateway", "check").getSubcommands()).containsOnlyKeys("gateway");
        assertThat(AditCommand.line("conect").getSubcommands())
                .hasSameSizeAs(AditCommand.commands().keySet());
    }

    @Test
    void aRehearsalThatFailsSaysWhyAndThatNothingNeedsIt() {
        AppFailure failure = new AppFailure.NotRehearsed("this kernel offers no TUN device (/dev/net/tun)");
        assertThat(failure.explain().why()).contains("/dev/net/tun");
        assertThat(failure.explain().remedy()).contains("Nothing needs one");
        assertThat(failure.code()).hasToString("APP-022");
    }
}
