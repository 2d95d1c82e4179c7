package org.adit.dataplane.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorTest {
    @Test
    void flagsAreWholeWordsOfItsLine(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(
                folder.resolve("cpuinfo"), "model name\t: sse2\nflags\t\t: fpu vaes avx2\nbugs\t: spectre_v1\n");
        Processor processor = Processor.of(source);
        assertThat(processor.has(List.of("vaes", "avx2"))).isTrue();
        assertThat(processor.has(List.of("vaes", "avx"))).isFalse();
        assertThat(processor.has(List.of("sse2"))).isFalse();
        assertThat(processor.has(List.of("spectre_v1"))).isFalse();
    }

    @Test
    void whatCannotBeKnownIsNotThere(@TempDir Path folder) throws IOException {
        assertThat(Processor.of(folder.resolve("none")).has(List.of("vaes"))).isFalse();
        Path source = Files.writeString(folder.resolve("other"), "CPU architecture: 8\n");
        assertThat(Processor.of(source).has(List.of("vaes"))).isFalse();
    }
}
