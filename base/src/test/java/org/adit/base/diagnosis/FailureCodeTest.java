package org.adit.base.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.adit.base.diagnosis.FailureCode.Area;
import org.junit.jupiter.api.Test;

class FailureCodeTest {
    private record Refused(int number) implements Failure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.GW, number);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_BUG;
        }

        @Override
        public Explanation explain() {
            return new Explanation("It was refused.", "The number was " + number + ".", "Take another.");
        }
    }

    @Test
    void aCodeIsWrittenWithThreeDigits() {
        assertThat(new FailureCode(Area.IKE, 7)).hasToString("IKE-007");
        assertThat(new FailureCode(Area.WIRE, 210)).hasToString("WIRE-210");
    }

    @Test
    void codesHaveNumbersFrom1To999AndAnOrder() {
        assertThatThrownBy(() -> new FailureCode(Area.IKE, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FailureCode(Area.IKE, 1000)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new FailureCode(Area.IKE, 9)).isLessThan(new FailureCode(Area.IKE, 10));
        assertThat(new FailureCode(Area.WIRE, 999)).isLessThan(new FailureCode(Area.IKE, 1));
    }

    @Test
    void anExplanationHasThreeTexts() {
        assertThatThrownBy(() -> new Explanation(" ", "why", "remedy")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Explanation("what", "", "remedy")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Explanation("what", "why", "\n")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aResultGoesOnUntilItFails() {
        Result<Integer, Refused> good = Result.ok(4);
        assertThat(good.map(n -> n + 1).then(n -> n > 4 ? Result.failed(new Refused(n)) : Result.ok(n)))
                .isEqualTo(Result.failed(new Refused(5)));
        Result<Integer, Refused> bad = Result.failed(new Refused(1));
        assertThat(bad.map(n -> n + 1).then(n -> Result.<String, Refused>ok("never")))
                .isEqualTo(Result.failed(new Refused(1)));
    }
}
