package org.adit.base.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TickTest {
    @Test
    void ticksAreComparedAndSubtractedAlsoBelowZero() {
        Tick early = new Tick(-5);
        Tick late = early.plus(Duration.ofNanos(10));
        assertThat(late).isEqualTo(new Tick(5)).isGreaterThan(early);
        assertThat(early.isBefore(late)).isTrue();
        assertThat(late.isBefore(late)).isFalse();
        assertThat(late.since(early)).isEqualTo(Duration.ofNanos(10));
        assertThat(early.since(late)).isEqualTo(Duration.ofNanos(-10));
    }

    @Test
    void aTickBeyondTheClockIsABugAndNotATickInThePast() {
        assertThatThrownBy(() -> new Tick(Long.MAX_VALUE).plus(Duration.ofNanos(1)))
                .isInstanceOf(ArithmeticException.class);
    }
}
