package org.adit.systemtest.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SizeTest {
    private static final int MAIN = 600;
    private static final int TEST = 900;
    private static final int IKE_SA = 400;
    private static final int ASSEMBLY = 150;

    @Test
    void noFileOutgrowsItsLimit() throws IOException {
        List<Path> main = AditCode.mainSources();
        List<Path> tests = AditCode.testSources();
        assertThat(main).hasSizeGreaterThan(50);
        assertThat(tooLong(main, MAIN)).isEmpty();
        assertThat(tooLong(tests, TEST)).isEmpty();
    }

    @Test
    void aFileThatIsTooLongIsNoticed(@TempDir Path folder) throws IOException {
        List<Path> files = List.of(
                fileOf(folder.resolve("Long.java"), 601),
                fileOf(folder.resolve("Innocent.java"), 600),
                fileOf(folder.resolve("IkeSa.java"), 401),
                fileOf(folder.resolve("Assembly.java"), 151));
        assertThat(tooLong(files, MAIN))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("Long.java", "601", "600"),
                        line -> assertThat(line).contains("IkeSa.java", "401", "400"),
                        line -> assertThat(line).contains("Assembly.java", "151", "150"));
    }

    private static List<String> tooLong(List<Path> files, int usual) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            int limit = switch (file.getFileName().toString()) {
                case "IkeSa.java" -> IKE_SA;
                case "Assembly.java" -> ASSEMBLY;
                default -> usual;
            };
            int length = Files.readAllLines(file).size();
            if (length > limit) {
                found.add(file + " has " + length + " lines, more than " + limit);
            }
        }
        return found;
    }

    private static Path fileOf(Path file, int lines) throws IOException {
        return Files.writeString(file, "//\n".repeat(lines));
    }
}
