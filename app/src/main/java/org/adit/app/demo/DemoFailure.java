package org.adit.app.demo;

import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;

/// Why the demo did not show what it wanted to.
public sealed interface DemoFailure extends Failure {
    /// This machine cannot hold the demo's world.
    record NoWorld(String obstacle) implements DemoFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.APP, 15);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The demo cannot run here.",
                    obstacle,
                    "Run sudo ./adit demo on a Linux machine (or in a container that may make network namespaces and"
                            + " has /dev/net/tun).");
        }
    }

    /// A step saw something else than it wanted to show.
    record StepFailed(String step, String seen) implements DemoFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.APP, 16);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_BUG;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The demo's step '" + step + "' failed; everything was cleaned up.",
                    seen,
                    "Run it again; on a machine that is very busy a step may take too long. If it fails again, please"
                            + " report what it printed.");
        }
    }

    /// Ctrl-C, or a signal that means the same.
    record Interrupted(String step) implements DemoFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.APP, 17);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The demo was interrupted in its step '" + step + "'; everything was cleaned up.",
                    "It was told to end, as by Ctrl-C.",
                    "Run ./adit demo again to see the rest.");
        }
    }
}
