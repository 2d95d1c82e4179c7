package org.adit.app;

import java.nio.file.Path;
import java.util.List;
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

    /// Settings that cannot be read or written.
    record NoSettings(Path file, String cause) implements AppFailure {
        @Override
        public FailureCode code() {
            return app(11);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The settings " + file + " cannot be used.",
                    cause,
                    "Make them with: adit gateway init --name HOST --config " + file
                            + " (as root, or as their owner).");
        }
    }

    /// `init` never changes settings that are there.
    record SettingsThere(Path file) implements AppFailure {
        @Override
        public FailureCode code() {
            return app(12);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The settings " + file + " are there already; nothing was changed.",
                    "init only makes a new gateway.",
                    "Edit them, or name another file with --config; adit gateway check reads them.");
        }
    }

    /// `init` without a name, where nobody can be asked.
    record NameMissing() implements AppFailure {
        @Override
        public FailureCode code() {
            return app(13);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The gateway needs a name.",
                    "There is no terminal to ask for it, and --name was not given.",
                    "Say --name HOST: the host name or address that people will type.");
        }
    }

    /// A profile is never written over.
    record FileThere(Path file) implements AppFailure {
        @Override
        public FailureCode code() {
            return app(14);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    file + " is there already; nothing was changed.",
                    "It may hold the only copy of a private key.",
                    "Move it away, or name another file with --out.");
        }
    }

    /// `adit bench` came to no result.
    record NotMeasured(String bench, String cause) implements AppFailure {
        @Override
        public FailureCode code() {
            return app(20);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "'" + bench + "' was not measured.",
                    cause,
                    "Run it as root on a machine with network namespaces, after ./adit setup --bench; everything that"
                            + " it built is removed.");
        }
    }

    /// `adit bench soak` saw something that must not be.
    record SoakFailed(List<String> checks, long seed) implements AppFailure {
        public SoakFailed {
            checks = List.copyOf(checks);
        }

        @Override
        public FailureCode code() {
            return app(21);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_BUG;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The gateway did not stand the soak.",
                    "This did not hold: " + String.join("; ", checks) + ".",
                    "Repeat it with --seed " + seed + ", and report what was found.");
        }
    }

    /// What the build has the program do once, so that it starts faster, could not be done.
    record NotRehearsed(String cause) implements AppFailure {
        @Override
        public FailureCode code() {
            return app(22);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "No ahead-of-time cache was made.",
                    cause,
                    "Nothing needs one: everything only starts more slowly. It takes root or user namespaces, and"
                            + " /dev/net/tun.");
        }
    }

    private static FailureCode app(int number) {
        return new FailureCode(FailureCode.Area.APP, number);
    }
}
