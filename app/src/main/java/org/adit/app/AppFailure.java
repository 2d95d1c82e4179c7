package org.adit.app;

import java.nio.file.Path;
import java.util.Optional;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;

/// Failures of the command itself. APP-002 to APP-009 are said by the script `adit`, before there is a JVM.
sealed interface AppFailure extends Failure {
    /// A bug, or something of the system that nobody foresaw. `trace` is where the stack trace was kept, if it could
    /// be.
    record Unexpected(String thrown, Optional<Path> trace) implements AppFailure {
        @Override
        public FailureCode code() {
            return app(1);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_BUG;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "Something happened that Adit was not written to expect.",
                    thrown,
                    trace.map(file -> "Please report it with the end of " + file + ".")
                            .orElse("Please report it; no file could be written with the details."));
        }
    }

    /// A command of the script was asked of the program.
    record OnlyInScript(String command) implements AppFailure {
        @Override
        public FailureCode code() {
            return app(10);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "'" + command + "' was not run.",
                    "It works on the source folder and the system's packages, before the program is built.",
                    "Run ./adit " + command + " in the source folder.");
        }
    }

    private static FailureCode app(int number) {
        return new FailureCode(FailureCode.Area.APP, number);
    }
}
