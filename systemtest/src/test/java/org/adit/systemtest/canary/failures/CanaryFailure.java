package org.adit.systemtest.canary.failures;

import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;

/// A family with one good member and some that are not.
public sealed interface CanaryFailure extends Failure {
    /// All is well with it.
    record Fine(int number) implements CanaryFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.APP, 901);
        }
    }

    /// Speaks with another's code.
    record SameCode(String evidence) implements CanaryFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.APP, 901);
        }
    }

    /// May speak with another's code, because it has one inside.
    record Wrapping(CanaryFailure inner) implements CanaryFailure {
        @Override
        public FailureCode code() {
            return inner.code();
        }
    }

    /// Says nothing about why.
    record NoTexts() implements CanaryFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.APP, 902);
        }

        @Override
        public Explanation explain() {
            return new Explanation("It failed.", "", "Try again.");
        }
    }

    /// Nobody has ever seen it.
    record Unprovoked() implements CanaryFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.APP, 903);
        }
    }

    @Override
    default Blame blame() {
        return Blame.OUR_BUG;
    }

    @Override
    default Explanation explain() {
        return new Explanation("The canary fell.", "There was gas.", "Leave the mine.");
    }
}
