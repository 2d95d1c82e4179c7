package org.adit.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void aLossIsFollowedAtOnceAndFailuresByEverLongerWaitsUpToAMinute() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Backoff backoff = new Backoff(random::nextBytes);
            List<Duration> waits =
                    IntStream.range(0, 40).mapToObj(backoff::after).toList();

            assertThat(waits.getFirst()).as("seed %s", seed).isLessThan(Duration.ofSeconds(1));
            assertThat(waits.get(1)).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(2));
            assertThat(waits.subList(6, 40))
                    .allMatch(wait ->
                            wait.compareTo(Duration.ofSeconds(45)) > 0 && wait.compareTo(Duration.ofSeconds(60)) <= 0);
        }
    }

    @Test
    void twoClientsOfOneGatewayDoNotComeInTheSameMoment() {
        Random one = new Random(1);
        Random other = new Random(2);

        assertThat(new Backoff(one::nextBytes).after(5)).isNotEqualTo(new Backoff(other::nextBytes).after(5));
    }
}
