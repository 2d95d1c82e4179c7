package org.adit.dataplane.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineChoiceTest {
    private static final Protection GCM = Protection.all().getFirst();
    private static final String MACHINE = "a processor";
    private static final EngineMeasure HASTY =
            new EngineMeasure(EnginesUnderTest.RANDOMNESS, 2, Duration.ofNanos(1), Duration.ofNanos(1));

    /// Right, but each packet takes the time of `laps` packets.
    private record Slow(EspCipher right, int laps, ByteBuffer elsewhere) implements AroundCipher {

        @Override
        public void seal(ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence) {
            waste();
            right.seal(from, payload, payloadOctets, to, esp, sequence);
        }

        @Override
        public boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
            waste();
            return right.open(from, esp, espOctets, to, payload, sequence);
        }

        private void waste() {
            for (int i = 0; i < laps; i++) {
                right.open(elsewhere, 0, 1440, elsewhere, 0, 1);
            }
        }
    }

    private static Engine slow(CipherEngine name, int laps) {
        return new Engine(
                name,
                "9.9",
                List.of(GCM),
                (suite, keys, randomness) -> new Slow(
                        EnginesUnderTest.JDK.ciphers().cipher(suite, keys, randomness),
                        laps,
                        ByteBuffer.allocateDirect(1440)));
    }

    private static Engine broken(CipherEngine name) {
        return new Engine(name, "9.9", List.of(GCM), (_, _, _) -> {
            throw new IllegalStateException("broken");
        });
    }

    /// Passes its trial, and opens nothing from then on.
    private static Engine failingLater(CipherEngine name, int packets) {
        int[] left = {packets};
        return new Engine(name, "9.9", List.of(GCM), (suite, keys, randomness) -> {
            EspCipher right = EnginesUnderTest.JDK.ciphers().cipher(suite, keys, randomness);
            return new OpensOtherwise(
                    right,
                    (cipher, from, esp, octets, to, payload, sequence) ->
                            cipher.open(from, esp, octets, to, payload, sequence) && left[0]-- > 0);
        });
    }

    private static Memory memory(Path folder) {
        return new Memory(new Remembered(folder, MACHINE), Optional.empty());
    }

    private static EngineChoice choice(EngineSwitch wanted, Path folder, Engine... system) {
        EngineChoice choice =
                new EngineChoice(EnginesUnderTest.JDK, wanted, memory(folder), HASTY, EnginesUnderTest.RANDOMNESS);
        choice.decide(new EnginesHere(List.of(system), List.of("another: it is not here")));
        return choice;
    }

    private static EngineReport.Row gcm(EngineChoice choice) {
        return choice.report().rows().stream()
                .filter(row -> row.protection().equals(GCM))
                .findFirst()
                .orElseThrow();
    }

    private static Class<?> serving(EngineChoice choice) {
        EspSuite suite = GCM.suite(true);
        try (EspKeys keys = KnownAnswers.keys(suite);
                EspCipher cipher = choice.cipher(suite, keys)) {
            return cipher.getClass();
        }
    }

    @Test
    void beforeAnythingIsKnownTheProcessesOwnServes(@TempDir Path folder) {
        EngineChoice choice = new EngineChoice(
                JcaCrypto.create(Optional.empty()), EngineSwitch.AUTO, folder, EnginesUnderTest.RANDOMNESS);
        assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.JDK);
        assertThat(gcm(choice).nanos()).isEmpty();
        assertThat(choice.report().rows()).hasSameSizeAs(Protection.all());
    }

    @Test
    void theFastestIsTakenAndRememberedAndAnotherSuiteStaysWithWhoHasIt(@TempDir Path folder) throws IOException {
        EngineChoice choice =
                choice(EngineSwitch.AUTO, folder, slow(CipherEngine.IPSEC_MB, 200), slow(CipherEngine.LIBCRYPTO, 400));
        assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.JDK);
        assertThat(gcm(choice).nanos()).isPresent();
        assertThat(choice.report().rows()).hasSameSizeAs(Protection.all());
        assertThat(choice.report().notes()).containsExactly("another: it is not here");
        assertThat(Files.readString(folder.resolve("cipher-engines.properties")))
                .contains("machine=a processor", "AES_256_GCM_16.ipsec-mb=", "AES_256_GCM_16.libcrypto=");
    }

    @Test
    void whoGivesAWrongAnswerWhileItIsMeasuredIsNotTaken(@TempDir Path folder) throws IOException {
        EngineChoice choice = choice(EngineSwitch.AUTO, folder, failingLater(CipherEngine.IPSEC_MB, 80));
        assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.JDK);
        assertThat(choice.report().notes())
                .anySatisfy(note -> assertThat(note).contains("ipsec-mb", "it did not open what it sealed"));
        assertThat(Files.readString(folder.resolve("cipher-engines.properties")))
                .doesNotContain("AES_256_GCM_16.ipsec-mb=");
    }

    @Test
    void theChoiceIsMadeOnce(@TempDir Path folder) throws InterruptedException {
        EngineChoice choice = new EngineChoice(
                EnginesUnderTest.JDK, EngineSwitch.JDK, memory(folder), HASTY, EnginesUnderTest.RANDOMNESS);
        BlockingQueue<EngineReport> decided = new LinkedBlockingQueue<>();
        choice.start(decided::add);
        assertThatThrownBy(() -> choice.start(decided::add)).isInstanceOf(IllegalStateException.class);
        assertThat(decided.poll(60, TimeUnit.SECONDS)).isEqualTo(choice.report());
    }

    @Test
    void whatIsRememberedCountsInsteadOfAMeasurement(@TempDir Path folder) throws IOException {
        remember(folder, MACHINE, new Nanos(1, 1, 1));
        EngineChoice choice = choice(EngineSwitch.AUTO, folder, slow(CipherEngine.IPSEC_MB, 200));
        assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.IPSEC_MB);
        assertThat(gcm(choice).nanos()).contains(new Nanos(1, 1, 1));
        assertThat(serving(choice)).isEqualTo(Slow.class);
    }

    @Test
    void anSaThatBeganBeforeItWasKnownFollows(@TempDir Path folder) throws IOException {
        remember(folder, MACHINE, new Nanos(1, 1, 1));
        EngineChoice choice = undecided(EngineSwitch.AUTO, folder);
        EspSuite suite = GCM.suite(true);
        ByteBuffer clear = ByteBuffer.allocateDirect(64);
        ByteBuffer packet = ByteBuffer.allocateDirect(128);
        int[] opened = {0};
        Engine engine = new Engine(
                CipherEngine.IPSEC_MB,
                "9.9",
                List.of(GCM),
                (its, keys, randomness) -> new OpensOtherwise(
                        EnginesUnderTest.JDK.ciphers().cipher(its, keys, randomness),
                        (cipher, from, esp, octets, to, payload, sequence) -> {
                            opened[0]++;
                            return cipher.open(from, esp, octets, to, payload, sequence);
                        }));
        try (EspKeys keys = KnownAnswers.keys(suite);
                EspCipher early = choice.cipher(suite, keys)) {
            early.seal(clear, 0, 64, packet, 0, 1);
            choice.decide(new EnginesHere(List.of(engine), List.of()));
            assertThat(opened[0]).isPositive(); // by its trial
            opened[0] = 0;
            assertThat(early.open(packet, 0, 8 + 8 + 64 + 16, clear, 0, 1)).isTrue();
            assertThat(opened[0]).isEqualTo(1);
        }
        assertThat(serving(choice)).isEqualTo(OpensOtherwise.class);
    }

    @Test
    void whatIsRememberedOfAnotherMachineCountsForNothing(@TempDir Path folder) throws IOException {
        remember(folder, "another processor", new Nanos(1, 1, 1));
        EngineChoice choice = choice(EngineSwitch.AUTO, folder, slow(CipherEngine.IPSEC_MB, 200));
        assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.JDK);
    }

    @Test
    void aFileThatMakesNoSenseIsWrittenAnew(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("cipher-engines.properties");
        for (String text : List.of("", "\\u12", "machine=a processor\nengines=x", "\0\0\0")) {
            Files.writeString(file, text);
            EngineChoice choice = choice(EngineSwitch.AUTO, folder, slow(CipherEngine.IPSEC_MB, 200));
            assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.JDK);
            assertThat(Files.readString(file)).contains("AES_256_GCM_16.ipsec-mb=");
        }
    }

    @Test
    void aCacheThatCannotBeWrittenIsANoteAndNotAFailure(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        EngineChoice choice = choice(EngineSwitch.AUTO, file, slow(CipherEngine.IPSEC_MB, 200));
        assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.JDK);
        assertThat(choice.report().notes()).anyMatch(note -> note.startsWith("what was measured cannot be kept: "));
    }

    @Test
    void anEngineThatFailsItsTrialIsNeverChosenNotEvenByForce(@TempDir Path folder) throws IOException {
        remember(folder, MACHINE, new Nanos(1, 1, 1));
        for (EngineSwitch wanted : List.of(EngineSwitch.AUTO, EngineSwitch.IPSEC_MB)) {
            EngineChoice choice = choice(wanted, folder, broken(CipherEngine.IPSEC_MB));
            assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.JDK);
            assertThat(choice.report().notes())
                    .contains("ipsec-mb 9.9 is not used for AES_256_GCM_16: it threw "
                            + "java.lang.IllegalStateException: broken");
        }
    }

    @Test
    void theOneAskedForIsTakenThoughItIsSlow(@TempDir Path folder) {
        EngineChoice choice = choice(EngineSwitch.LIBCRYPTO, folder, slow(CipherEngine.LIBCRYPTO, 200));
        assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.LIBCRYPTO);
        assertThat(choice.report().wanted()).hasToString("libcrypto");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void oneAskedForThatIsNotHereIsSaidAndTheOthersServe(@TempDir Path folder) {
        EngineChoice choice = choice(EngineSwitch.CORRETTO, folder);
        assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.JDK);
        assertThat(choice.report().notes()).contains("corretto was asked for and is not here");
    }

    private static EngineChoice undecided(EngineSwitch wanted, Path folder) {
        return new EngineChoice(EnginesUnderTest.JDK, wanted, memory(folder), HASTY, EnginesUnderTest.RANDOMNESS);
    }

    @Test
    void anEngineThatIsForcedServesAtOnceAndStaysWhenTheRestIsDecided(@TempDir Path folder) {
        EngineChoice choice = undecided(EngineSwitch.LIBCRYPTO, folder);
        EnginesHere here = new EnginesHere(
                List.of(slow(CipherEngine.IPSEC_MB, 1), slow(CipherEngine.LIBCRYPTO, 200)), List.of("x: not here"));
        assertThat(choice.force(CipherEngine.LIBCRYPTO, here)).isEmpty();
        assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.LIBCRYPTO);
        choice.decide(here);
        assertThat(gcm(choice).engine()).isEqualTo(CipherEngine.LIBCRYPTO);
        assertThat(choice.report().notes()).containsExactly("x: not here");
    }

    @Test
    void aForcedEngineThatIsAbsentOrWrongIsAFailureThatSaysWhy(@TempDir Path folder) {
        EngineChoice choice = undecided(EngineSwitch.IPSEC_MB, folder);
        EnginesHere absent = new EnginesHere(List.of(), List.of("ipsec-mb: there is no such library"));
        EnginesHere wrong = new EnginesHere(List.of(broken(CipherEngine.IPSEC_MB)), List.of());
        assertThat(choice.force(CipherEngine.IPSEC_MB, absent))
                .contains(new CipherFailure.EngineUnavailable("ipsec-mb", "ipsec-mb: there is no such library"));
        assertThat(choice.force(CipherEngine.IPSEC_MB, wrong)).hasValueSatisfying(failure -> {
            assertThat(failure.code()).hasToString("DP-030");
            assertThat(failure.explain().why()).contains("is not used for AES_256_GCM_16");
            assertThat(failure.explain().remedy()).contains("cipher-engine = \"auto\"");
        });
    }

    @Test
    void withoutForceNothingIsForced(@TempDir Path folder) {
        assertThat(undecided(EngineSwitch.AUTO, folder).force()).isEmpty();
        assertThat(undecided(EngineSwitch.JDK, folder).force()).isEmpty();
    }

    @Test
    void anOldLibcryptoStandsBehindJcaUntilItIsMeasured() {
        List<Integer> ranks = Stream.of("3.0.22", "3.1.9", "3.2.0", "3.5.9", "4.0.0", "odd")
                .map(version -> new Engine(CipherEngine.LIBCRYPTO, version, List.of(), (_, _, _) -> {
                            throw new AssertionError();
                        })
                        .rank())
                .toList();
        assertThat(ranks).containsExactly(4, 4, 1, 1, 1, 4);
    }

    @Test
    void theEnginesOfThisMachineAreChosenFromAndMeasured(@TempDir Path folder) {
        EngineChoice choice = new EngineChoice(
                EnginesUnderTest.JDK, EngineSwitch.AUTO, memory(folder), HASTY, EnginesUnderTest.RANDOMNESS);
        choice.decide(EnginesHere.ofSystem());
        assertThat(choice.report().rows())
                .allSatisfy(row -> assertThat(row.nanos()).isPresent());
        assertThat(choice.report().notes()).noneMatch(note -> note.contains("is not used for"));
    }

    private static void remember(Path folder, String machine, Nanos ofIpsecMb) throws IOException {
        Map<Protection, Map<CipherEngine, Nanos>> measured = new LinkedHashMap<>();
        measured.put(GCM, Map.of(CipherEngine.IPSEC_MB, ofIpsecMb, CipherEngine.JDK, new Nanos(9_999, 9_999, 9_999)));
        List<String> engines =
                Stream.of("ipsec-mb 9.9", "jdk " + Runtime.version()).sorted().toList();
        new Remembered(folder, machine).write(engines, measured);
    }

    @Test
    void aProcessorIsItsNameAndWhatItCanDo(@TempDir Path folder) throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "model name\t: Fast\nflags\t: aes\ncpu MHz\t: 1\n");
        Path faster = Files.writeString(folder.resolve("faster"), "model name\t: Fast\nflags\t: aes\ncpu MHz\t: 2\n");
        Path wider =
                Files.writeString(folder.resolve("wider"), "model name\t: Fast\nflags\t: aes vaes\ncpu MHz\t: 1\n");
        List<String> names =
                Arrays.asList(Remembered.processor(one), Remembered.processor(faster), Remembered.processor(wider));
        assertThat(names.get(0)).startsWith("Fast ").isEqualTo(names.get(1)).isNotEqualTo(names.get(2));
        assertThat(Remembered.processor(folder.resolve("none"))).isEqualTo("unknown processor");
    }
}
