package org.adit.gateway.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StartTimesTest {
    private static final long MILLI = 1_000_000;

    @Test
    void stepsAreNamedWithWhatEachTook() {
        StartTimes times = StartTimes.from(0);
        times.reached("settings", 20 * MILLI);
        times.reached("IKE", 250 * MILLI);
        times.reached("API", 300 * MILLI);

        assertThat(times).hasToString("settings 20 ms, IKE 230 ms, API 50 ms");
        assertThat(times.millisUntil("IKE")).isEqualTo(250);
        assertThat(times.millisUntil("tea")).isZero();
    }

    @Test
    void theAgeOfAProcessIsReadBehindItsNameWhateverThatIs() {
        String stat = "4711 (a) b (c) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 12345 0 0";

        assertThat(StartTimes.ageMillis("123.99 240.00", stat)).hasValue(540);
    }

    @Test
    void whatTheSystemDoesNotTellIsNotGuessed() {
        assertThat(StartTimes.ageMillis("123.99 240.00", "4711 (java) S 1")).isEmpty();
        assertThat(StartTimes.ageMillis("soon", "1 (java) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 5 0"))
                .isEmpty();
    }
}
