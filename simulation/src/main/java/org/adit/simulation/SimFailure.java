package org.adit.simulation;

import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;

/// Why a simulated gateway refuses somebody.
sealed interface SimFailure extends Failure {
    record NoAddressLeft(int addresses) implements SimFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.APP, 901);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "All " + addresses + " addresses of the simulated gateway are in use.",
                    "More clients than addresses are connected.",
                    "Nothing: this happens in simulations only.");
        }
    }

    record InBadMood() implements SimFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.APP, 902);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The simulated gateway admits nobody at the moment.",
                    "The world's schedule says so.",
                    "Nothing: this happens in simulations only.");
        }
    }

    @Override
    default Blame blame() {
        return Blame.OVERLOAD;
    }
}
