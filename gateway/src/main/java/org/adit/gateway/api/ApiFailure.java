package org.adit.gateway.api;

import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;

/// Why an administrator's request was not done. Codes GW-030 to GW-039.
public sealed interface ApiFailure extends Failure {
    record BadRequest(String what) implements ApiFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 30);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The request was not understood: " + what + ".",
                    "Something in it is missing or malformed.",
                    "Compare with `adit help`, and correct it.");
        }
    }

    record NoSuchUser(String name) implements ApiFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 31);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There is no user " + name + ".",
                    "The store has nobody of that name.",
                    "See `adit user list`; `adit user add " + name + "` makes one.");
        }
    }

    record NoSuchDevice(String name) implements ApiFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 32);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There is no device " + name + ".",
                    "No device in the store has this id or USER/NAME, or it is revoked already.",
                    "See `adit device list`.");
        }
    }

    record NoSuchSession(long number) implements ApiFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 33);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There is no session " + number + ".",
                    "It never was, or it has ended.",
                    "See `adit session list`.");
        }
    }

    record NoSuchAttempt(long number) implements ApiFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 34);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There is no attempt " + number + ".",
                    "It never was, or it was pruned: only the newest are kept.",
                    "See `adit attempts`.");
        }
    }

    record UserExists(String name) implements ApiFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 35);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There is a user " + name + " already.",
                    "Names are the same whatever their case.",
                    "Choose another name, or change the user that is there.");
        }
    }

    record NotRunning(String socket, String cause) implements ApiFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 36);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "No gateway answers at " + socket + ".",
                    "It is not running on this machine, or you may not open its socket (" + cause + ").",
                    "Start it with `adit gateway run`; use the same user (often root) that runs it.");
        }
    }

    record NotAllowed(String what) implements ApiFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 37);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "You may not " + what + ".",
                    "Only the owner of the gateway's data folder may.",
                    "Run the command as the user that runs the gateway, often root.");
        }
    }

    record Broke(String reference) implements ApiFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 38);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_BUG;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The gateway could not finish the request.",
                    "An unexpected fault inside it; its log has the details under " + reference + ".",
                    "Report it with those lines of the log.");
        }
    }

    record Busy(int waiting) implements ApiFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 39);
        }

        @Override
        public Blame blame() {
            return Blame.OVERLOAD;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The gateway did not answer in time.",
                    "" + waiting + " requests are waiting for its session thread.",
                    "Try again in a moment; look at the load of the machine if it stays.");
        }
    }

    /// A failure that the gateway told a client.
    record Told(FailureCode code, Blame blame, Explanation explanation) implements ApiFailure {
        @Override
        public Explanation explain() {
            return explanation;
        }
    }
}
