package org.adit.dataplane.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a start that remembers nothing does with the figures that the build left.
final class BuildFiguresTest {
    private static final Protection GCM = Protection.all().getFirst();
    private static final String MACHINE = "a processor";
    private static final String FILE = "cipher-engines.properties";
    private static final List<String> VERSIONS = List.of("ipsec-mb 9.9", "jdk " + Runtime.version());
    private static final Nanos BEST = new Nanos(1, 1, 1);
    private static final Nanos WORST = new Nanos(9_999, 9_999, 9_999);

    @TempDir
    Path folder;

    private Path own;
    private Path build;

    @BeforeEach
    void folders() throws IOException {
        own = Files.createDirectory(folder.resolve("own"));
        build = Files.createDirectory(folder.resolve("build"));
    }

    /// Which engine it is decides the file alone: both are the JDK.
    private EngineChoice decided(Set<Integer> trusted) {
        Engine other = new Engine(CipherEngine.IPSEC_MB, "9.9", List.of(GCM), EnginesUnderTest.JDK.ciphers());
        return decided(trusted, other);
    }

    private EngineChoice decided(Set<Integer> trusted, Engine other) {
        EngineChoice choice = new EngineChoice(
                EnginesUnderTest.JDK,
                EngineSwitch.AUTO,
                new Memory(
                        new Remembered(own, MACHINE),
                        Optional.of(new BuildFigures(new Remembered(build, MACHINE), trusted))),
                new EngineMeasure(EnginesUnderTest.RANDOMNESS, 1, Duration.ofNanos(1), Duration.ofNanos(1)),
                EnginesUnderTest.RANDOMNESS);
        choice.decide(new EnginesHere(List.of(other), List.of()));
        return choice;
    }

    private static void figures(Path folder, String machine, List<String> versions, Nanos ipsecMb, Nanos jdk)
            throws IOException {
        new Remembered(folder, machine)
                .write(versions, Map.of(GCM, Map.of(CipherEngine.IPSEC_MB, ipsecMb, CipherEngine.JDK, jdk)));
    }

    private static EngineReport.Row gcm(EngineChoice choice) {
        return choice.report().rows().stream()
                .filter(row -> row.protection().equals(GCM))
                .findFirst()
                .orElseThrow();
    }

    private void assertTaken(EngineChoice choice, CipherEngine engine) {
        assertThat(gcm(choice).engine()).isEqualTo(engine);
        assertThat(gcm(choice).nanos()).contains(BEST);
        assertThat(own).as("nothing was measured").isEmptyDirectory();
        assertThat(choice.report().notes())
                .containsExactly("the figures are those of the build, " + build.resolve(FILE));
    }

    private void assertMeasuredAnew(EngineChoice choice, String why) {
        assertThat(gcm(choice).nanos()).isPresent().get().isNotIn(BEST, WORST);
        assertThat(own.resolve(FILE)).exists();
        assertThat(choice.report().notes())
                .containsExactly("what the build measured (" + build.resolve(FILE) + ") is not used: " + why);
    }

    @Test
    void theFiguresOfTheBuildSpareAMeasurementWhereNothingIsRemembered() throws IOException {
        figures(build, MACHINE, VERSIONS, BEST, WORST);
        assertTaken(decided(BuildFigures.usersThatWeObey()), CipherEngine.IPSEC_MB);
        figures(build, MACHINE, VERSIONS, WORST, BEST);
        assertTaken(decided(BuildFigures.usersThatWeObey()), CipherEngine.JDK);
    }

    @Test
    void whatWeMeasuredOurselvesGoesFirst() throws IOException {
        figures(build, MACHINE, VERSIONS, BEST, WORST);
        figures(own, MACHINE, VERSIONS, WORST, BEST);
        EngineChoice choice = decided(BuildFigures.usersThatWeObey());
        assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.JDK);
        assertThat(choice.report().notes()).isEmpty();
    }

    @Test
    void anEngineThatFailsItsTrialIsNotTakenThoughTheFileSaysThatItIsTheFastest() throws IOException {
        figures(build, MACHINE, VERSIONS, BEST, WORST);
        EngineChoice choice = decided(
                BuildFigures.usersThatWeObey(), new Engine(CipherEngine.IPSEC_MB, "9.9", List.of(GCM), (_, _, _) -> {
                    throw new IllegalStateException("broken");
                }));
        assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.JDK);
    }

    @Test
    void figuresOfAnotherMachineOrOtherVersionsCountForNothing() throws IOException {
        for (List<String> versions : List.of(VERSIONS, List.of("ipsec-mb 9.8", VERSIONS.getLast()))) {
            figures(build, versions.equals(VERSIONS) ? "another processor" : MACHINE, versions, BEST, WORST);
            assertMeasuredAnew(decided(BuildFigures.usersThatWeObey()), "it is of another machine or other versions");
            Files.delete(own.resolve(FILE));
        }
    }

    @Test
    void aFileThatOthersCanWriteIsIgnoredWithANote() throws IOException {
        figures(build, MACHINE, VERSIONS, BEST, WORST);
        for (String mode : List.of("rw-rw-r--", "rw-r--rw-")) {
            Files.setPosixFilePermissions(build.resolve(FILE), PosixFilePermissions.fromString(mode));
            assertMeasuredAnew(decided(BuildFigures.usersThatWeObey()), "others can write it");
            Files.delete(own.resolve(FILE));
        }
    }

    @Test
    void aFileOfSomebodyElseIsIgnoredWithANote() throws IOException {
        figures(build, MACHINE, VERSIONS, BEST, WORST);
        int writer = (Integer) Files.getAttribute(build.resolve(FILE), "unix:uid");
        assertMeasuredAnew(decided(Set.of(writer + 1)), "it belongs to user " + writer);
    }

    @Test
    void weObeyRootOurselvesAndTheOwnerOfTheProgram() throws IOException {
        int ourselves = (Integer) Files.getAttribute(own, "unix:uid");
        int owner = (Integer) Files.getAttribute(Path.of(System.getProperty("adit.root")), "unix:uid");
        assertThat(BuildFigures.usersThatWeObey()).isEqualTo(new HashSet<>(List.of(0, ourselves, owner)));
    }

    @Test
    void whatIsNoFileOrTooLargeOrMakesNoSenseIsIgnoredWithANote() throws IOException {
        Path file = build.resolve(FILE);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        figures(elsewhere, MACHINE, VERSIONS, BEST, WORST);
        Files.createSymbolicLink(file, elsewhere.resolve(FILE));
        assertMeasuredAnew(decided(BuildFigures.usersThatWeObey()), "it is no file");

        Files.delete(file);
        Files.delete(own.resolve(FILE));
        String right = Files.readString(elsewhere.resolve(FILE));
        Files.writeString(file, right + "#".repeat(1 << 16));
        readableByAll(file);
        assertMeasuredAnew(decided(BuildFigures.usersThatWeObey()), "it is too large");

        Files.delete(own.resolve(FILE));
        Files.writeString(file, right.replace("1 1 1", "fast").replace("9999", "slow"));
        assertMeasuredAnew(decided(BuildFigures.usersThatWeObey()), "it is of another machine or other versions");
    }

    @Test
    void aFileThatCannotBeReadIsIgnoredWithANote() throws IOException {
        figures(build, MACHINE, VERSIONS, BEST, WORST);
        Path file = build.resolve(FILE);
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe}); // no UTF-8
        readableByAll(file);
        EngineChoice choice = decided(BuildFigures.usersThatWeObey());
        assertThat(own.resolve(FILE)).exists();
        assertThat(choice.report().notes())
                .singleElement()
                .asString()
                .startsWith("what the build measured cannot be read: ");
    }

    @Test
    void withoutFiguresOfTheBuildNothingIsSaid() {
        EngineChoice choice = decided(BuildFigures.usersThatWeObey());
        assertThat(own.resolve(FILE)).exists();
        assertThat(choice.report().notes()).isEmpty();
    }

    @Test
    void whatTheBuildMeasuresCanBeReadByAllAndWrittenByItsOwnerOnly() throws IOException {
        figures(build, MACHINE, VERSIONS, BEST, WORST);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(build.resolve(FILE))))
                .startsWith("rw-")
                .matches("...[r-]--[r-]--");
    }

    private static void readableByAll(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
