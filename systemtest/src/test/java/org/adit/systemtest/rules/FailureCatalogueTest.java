package org.adit.systemtest.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
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
        assertThat(FailureRules.faults(AditCode.product(), tests.toString())).isEmpty();
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
