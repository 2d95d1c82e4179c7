package org.adit.systemtest.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.EvaluationResult;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {
    private JavaClasses product;
    private JavaClasses canaries;

    @BeforeAll
    void read(@TempDir Path folder) {
        product = AditCode.product();
        canaries = AditCode.canaries(folder);
        assertThat(product.size()).as("classes of the product").isGreaterThan(100);
    }

    static Stream<HouseRule> rules() {
        return Stream.of(PurityRules.all(), ImportRules.all(), ShapeRules.all()).flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theProductKeepsTheRule(HouseRule rule) {
        EvaluationResult result = rule.ofProduct().evaluate(product);
        assertThat(result.getFailureReport().getDetails()).as(rule.name()).isEmpty();
    }

    /// A rule that cannot fail protects nothing.
    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theRuleNoticesItsCanary(HouseRule rule) {
        List<String> details =
                rule.ofCanary().evaluate(canaries).getFailureReport().getDetails();
        for (String offender : rule.offenders()) {
            assertThat(details).as(offender).anyMatch(line -> line.matches("(?s).*\\b" + offender + "\\b.*"));
        }
    }

    /// A rule that complains about everything protects nothing either.
    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theRuleLeavesTheInnocentAlone(HouseRule rule) {
        List<String> details =
                rule.ofCanary().evaluate(canaries).getFailureReport().getDetails();
        assertThat(details).noneMatch(line -> line.matches("(?s).*\\bInnocent\\w*\\b.*"));
    }
}
