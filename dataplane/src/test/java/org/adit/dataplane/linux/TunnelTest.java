package org.adit.dataplane.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelTest {
    private static Map<String, String> told;

    @BeforeAll
    static void run() {
        told = InNamespace.run(TunnelScenario.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one.V4", "one.V6", "two.V4", "two.V6", "narrow.V4", "narrow.V6"})
    void eightMebibytesOfTcpGoThroughTheTunnelAndComeBackUnchanged(String run) {
        assertThat(told.get(run + ".echo")).isEqualTo("true");
        assertThat(told.get(run + ".echoAgain")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V4", "V6"})
    void onANarrowPathOnlyTheFirstPacketsAreFragments(String family) {
        assertThat(told.get("narrow." + family + ".fragmentsAtFirst")).isEqualTo("true");
        assertThat(told.get("narrow." + family + ".fragmentsLater")).isEqualTo("0");
        assertThat(told.get("two." + family + ".fragmentsAtFirst")).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one.V4", "one.V6", "two.V4", "two.V6", "narrow.V4", "narrow.V6"})
    void theyWentThroughTheSasAndNotBesideThem(String run) {
        Matcher octets = Pattern.compile("\\d{7,}").matcher(told.get(run + ".counters"));
        assertThat(octets.results().map(found -> Long.parseLong(found.group())))
                .as(told.get(run + ".counters"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(count -> count >= 8 << 20);
    }
}
