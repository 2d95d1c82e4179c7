package org.adit.dataplane.userspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LearntMtuTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private final LearntMtu learnt = new LearntMtu();

    @Test
    void whatIsNarrowerIsNewsOnceAndHolds() {
        assertThat(learnt.of(1438, 0)).isEqualTo(1438);
        assertThat(learnt.learn(1334, 1438, 1)).isTrue();
        assertThat(learnt.learn(1334, 1438, 2)).isFalse();
        assertThat(learnt.learn(1400, 1438, 3)).isFalse();
        assertThat(learnt.of(1438, 4)).isEqualTo(1334);
        assertThat(learnt.learn(1300, 1438, 5)).isTrue();
        assertThat(learnt.of(1438, 6)).isEqualTo(1300);
    }

    @Test
    void nobodyMakesItShorterThanEveryLinkOfIpv6OrLongerThanAssumed() {
        assertThat(learnt.learn(-50, 1438, 1)).isTrue();
        assertThat(learnt.of(1438, 2)).isEqualTo(1280);
        assertThat(learnt.of(1200, 2)).isEqualTo(1200);
        learnt.forget();
        assertThat(learnt.learn(9000, 1438, 3)).isFalse();
        assertThat(learnt.of(1438, 4)).isEqualTo(1438);
        assertThat(learnt.learn(100, 1200, 5)).isFalse(); // a tunnel that was set to less stays as it is
        assertThat(learnt.of(1200, 6)).isEqualTo(1200);
    }

    @Test
    void itIsForgottenTenMinutesAfterTheLastFragment() {
        learnt.learn(1334, 1438, 0);
        learnt.learn(1334, 1438, 9 * MINUTE);
        assertThat(learnt.of(1438, 19 * MINUTE)).isEqualTo(1334);
        assertThat(learnt.of(1438, 19 * MINUTE + 1)).isEqualTo(1438);
        assertThat(learnt.learn(1334, 1438, 20 * MINUTE)).isTrue();
    }
}
