package org.adit.dataplane.cipher;

import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;

/// Why the engine that the settings name does not serve. Codes DP-030 to DP-039.
public sealed interface CipherFailure extends Failure {
    /// Not on this machine, or it gives wrong answers.
    record EngineUnavailable(String engine, String why) implements CipherFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.DP, 30);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The settings demand the cipher engine " + engine + ", which does not serve on this system.",
                    "What was found: " + why + ".",
                    "Install it (`./adit setup` installs libIPSec_MB where the distribution has it), or set"
                            + " `cipher-engine = \"auto\"` in [data-plane].");
        }
    }
}
