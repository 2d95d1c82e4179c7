package org.adit.gateway.store;

import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;

/// Why the store could not do it. Codes DB-001 to DB-019.
public sealed interface StoreFailure extends Failure {
    /// The store was written by a newer program. It is left as it is.
    record Newer(String file, int found, int known) implements StoreFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.DB, 1);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The store " + file + " is of version " + found + "; this program knows versions up to " + known
                            + ". It was not touched.",
                    "A newer release of the gateway has used this data folder.",
                    "Run that newer release, or put back the backup that was made before the upgrade.");
        }
    }

    record CannotOpen(String file, String why) implements StoreFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.DB, 2);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The store " + file + " cannot be opened.",
                    "The system says: " + why + ".",
                    "Check that the folder exists, belongs to the user that runs the gateway, and has room.");
        }
    }

    record NotAStore(String file, String why) implements StoreFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.DB, 3);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The file " + file + " is not a store of the gateway, or it is damaged.",
                    "Reading it failed: " + why + ".",
                    "Move the file away and put back the last backup; `adit gateway init` makes an empty store.");
        }
    }

    record CannotWrite(String what, String why) implements StoreFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.DB, 4);
        }

        @Override
        public Blame blame() {
            return Blame.OVERLOAD;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "Nothing was written: " + what + ".",
                    "The store says: " + why + ".",
                    "Look for a full disk or a failing one, make room, and try again; what was kept before is safe.");
        }
    }

    record CannotRead(String what, String why) implements StoreFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.DB, 5);
        }

        @Override
        public Blame blame() {
            return Blame.OVERLOAD;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The store could not be read: " + what + ".",
                    "The store says: " + why + ".",
                    "Look for a failing disk and try again; restart the gateway if it stays.");
        }
    }

    /// A second program has it open.
    record InUse(String file) implements StoreFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.DB, 6);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The store " + file + " is in use by another process.",
                    "A gateway is already running on this data folder.",
                    "Stop the other gateway, or give this one a data folder of its own.");
        }
    }

    /// What was asked for breaks a rule of the store, such as a second device of the same name.
    record Conflict(String what) implements StoreFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.DB, 7);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "Nothing was written: " + what + ".",
                    "Something of this name is already there, or what it belongs to is not.",
                    "List what there is, and choose another name.");
        }
    }
}
