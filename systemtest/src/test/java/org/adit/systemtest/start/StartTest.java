package org.adit.systemtest.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.adit.lab.adit.AditGateway;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.Finished;
import org.adit.lab.world.World;
import org.adit.systemtest.lab.ThisMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How programs start: with the cache of the build where it fits, without a word where it does not, and with nothing
/// left in the temporary folder.
final class StartTest {
    private static final Path BUILT = Path.of(System.getProperty("adit.root"), "app", "target");
    private static final Path CACHE = BUILT.resolve("aot").resolve("gateway.aot");

    @TempDir
    Path folder;

    @BeforeEach
    void worldsCanBeBuilt() {
        ThisMachine.canBuildWorlds();
    }

    private static AditGateway gateway(World world, AditProgram program) {
        return AditGateway.in(world.namespace("gateway"), program).init("--name", "vpn.example.org");
    }

    private static String mapped(BackgroundProcess process) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"));
    }

    @Test
    void aGatewayUsesTheCacheAndTheLibrariesOfTheBuildAndSaysHowLongEachStepTook() throws IOException {
        ThisMachine.hasAheadOfTimeCaches();
        try (World world = World.open()) {
            AditGateway gateway = gateway(world, AditProgram.own());
            BackgroundProcess process = gateway.begin(gateway.running());
            process.awaitText("The gateway runs", Duration.ofSeconds(30));

            assertThat(mapped(process))
                    .contains(CACHE.toString())
                    .contains(BUILT.resolve("native/libsqlitejdbc.so").toString());
            assertThat(gateway.log())
                    .containsPattern("answering IKE \\d+ ms after the program began: .*store \\d+ ms.*IKE \\d+ ms");
        }
    }

    @Test
    void programsThatAreQuickToStartUseItToo() throws IOException {
        ThisMachine.hasAheadOfTimeCaches();
        try (World world = World.open()) {
            AditGateway gateway = gateway(world, AditProgram.own().quickToStart());
            BackgroundProcess process = gateway.begin(gateway.running());
            process.awaitText("The gateway runs", Duration.ofSeconds(30));

            assertThat(mapped(process)).contains(CACHE.toString());
        }
    }

    @Test
    void aCacheThatIsNoneIsLeftAloneWithoutAWord() throws IOException {
        Path junk = Files.writeString(folder.resolve("junk.aot"), "not a cache");
        assertStartsWithoutAWord(AditProgram.own().withoutCache().withJava("-XX:AOTCache=" + junk));
        assertStartsWithoutAWord(
                AditProgram.own().withoutCache().withJava("-XX:AOTCache=" + folder.resolve("missing.aot")));
    }

    @Test
    void aCacheOfAnotherJvmIsLeftAloneWithoutAWord() {
        ThisMachine.hasAheadOfTimeCaches();
        assertStartsWithoutAWord(AditProgram.own().withJava("-XX:+UseZGC"));
    }

    @Test
    void aCacheOfOtherJarsIsLeftAloneWithoutAWord() throws IOException {
        ThisMachine.hasAheadOfTimeCaches();
        Path lib = Files.createDirectory(folder.resolve("lib"));
        try (Stream<Path> jars = Files.list(BUILT.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        // The last module path counts.
        Path options = Files.writeString(
                folder.resolve("java.options"),
                Files.readString(BUILT.resolve("launch/java.options")) + "\n-p \"" + lib + "\"\n");
        Finished version = Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + options,
                        "-XX:AOTCache=" + CACHE,
                        "-m",
                        "org.adit.app/org.adit.app.Main",
                        "--version")
                .run();
        assertIsOnlyTheVersion(version);
    }

    private static void assertStartsWithoutAWord(AditProgram program) {
        assertIsOnlyTheVersion(program.command("--version").run());
    }

    private static void assertIsOnlyTheVersion(Finished version) {
        assertThat(version.orThrow().err()).isEmpty();
        assertThat(version.out().lines()).hasSize(2).first().asString().startsWith("adit ");
    }

    @Test
    void aGatewayThatIsKilledLeavesNothingInTheTemporaryFolder() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        try (World world = World.open()) {
            AditGateway gateway = gateway(world, AditProgram.own().withJava("-Djava.io.tmpdir=" + temporary));
            gateway.start();
            gateway.kill();
        }
        assertThat(filesIn(temporary)).isEmpty();
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
