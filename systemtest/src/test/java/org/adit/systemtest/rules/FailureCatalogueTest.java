package org.adit.systemtest.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.adit.systemtest.canary.failures.CanaryFailure;
import org.junit.jupiter.api.Test;

final class FailureCatalogueTest {
    @Test
    void everyFailureHasACodeOfItsOwnThreeTextsAndATest() throws IOException {
        StringBuilder tests = new StringBuilder();
        for (Path source : AditCode.testSources()) {
            tests.append(Files.readString(source));
        }
        List<String> known = unprovoked();
        assertThat(FailureRules.faults(AditCode.product(), tests.toString()).stream()
                        .filter(fault ->
                                !fault.endsWith("is provoked by no test") || !known.contains(fault.split(" ", 2)[0])))
                .isEmpty();
    }

    /// Those that no test names yet; the list may only become shorter.
    private static List<String> unprovoked() throws IOException {
        try (InputStream list = FailureCatalogueTest.class.getResourceAsStream("unprovoked-failures.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void aReusedCodeAMissingTextAndAnUnprovokedFailureAreNoticed() {
        List<String> faults = FailureRules.faults(
                new ClassFileImporter().importPackagesOf(CanaryFailure.class), "Fine SameCode NoTexts Wrapping");
        assertThat(faults)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("the code APP-901 of"),
                        line -> assertThat(line).contains("NoTexts", "three texts"),
                        line -> assertThat(line).contains("Unprovoked (APP-903) is provoked by no test"));
    }
}
