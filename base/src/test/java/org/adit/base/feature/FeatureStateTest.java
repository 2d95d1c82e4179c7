package org.adit.base.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeatureStateTest {
    private static FeatureState state(String why) {
        return new FeatureState("udp-send", Switch.AUTO, why.isEmpty(), why);
    }

    @Test
    void twoPlacesUseAFeatureOnlyIfBothDo() {
        assertThat(state("").and(state("")).used()).isTrue();
        assertThat(state("").and(state("refused")).used()).isFalse();
        assertThat(state("refused").and(state("")).used()).isFalse();
    }

    @Test
    void everyReasonIsToldOnce() {
        assertThat(state("").and(state("a")).and(state("a")).and(state("")).and(state("b")))
                .hasToString("udp-send off (a; b)");
        assertThat(state("")).hasToString("udp-send on");
    }
}
