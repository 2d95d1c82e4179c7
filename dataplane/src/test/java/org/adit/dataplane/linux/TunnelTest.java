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
    @ValueSource(strings = {"V4", "V6"})
    void eightMebibytesOfTcpGoThroughTheTunnelAndComeBackUnchanged(String family) {
        assertThat(told.get(family + ".echo")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V4", "V6"})
    void theyWentThroughTheSasAndNotBesideThem(String family) {
        Matcher octets = Pattern.compile("\\d{7,}").matcher(told.get(family + ".counters"));
        assertThat(octets.results().map(found -> Long.parseLong(found.group())))
                .as(told.get(family + ".counters"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(count -> count >= 8 << 20);
    }
}
