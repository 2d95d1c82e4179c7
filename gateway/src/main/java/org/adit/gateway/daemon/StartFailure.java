package org.adit.gateway.daemon;

import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;

/// Why the gateway, or a connection of its own, did not start, or why it did not take new settings. Codes GW-020 to
/// GW-029. What the system refuses is a failure of the data plane's own family.
public sealed interface StartFailure extends Failure {
    record DataFolderUnusable(String folder, String cause) implements StartFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 20);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The data folder " + folder + " cannot be used.",
                    "The system says: " + cause + ".",
                    "Create it, give it to the user that runs the gateway, and let only that user in (chmod 700).");
        }
    }

    record SettingsUnreadable(String file, String cause) implements StartFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 21);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The settings " + file + " cannot be read.",
                    "The system says: " + cause + ".",
                    "Check the path; `adit gateway init` writes the first settings.");
        }
    }

    record SettingsInvalid(String file, int problems, String first) implements StartFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 22);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The settings " + file + " have " + problems + " mistakes; nothing was changed.",
                    "The first: " + first + ".",
                    "Correct them; `adit gateway check` lists all with line and column.");
        }
    }

    record ApiUnavailable(String socket, String cause) implements StartFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 23);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The socket for administration " + socket + " could not be opened.",
                    "The system says: " + cause + ".",
                    "Use a data folder with a path of less than 90 characters, on a file system that knows sockets.");
        }
    }

    record SecretUnreadable(String site, String reference, String cause) implements StartFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 24);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The shared secret of the site " + site + " cannot be read from " + reference + ".",
                    "The system says: " + cause + ".",
                    "Put the secret there, readable by the user that runs the gateway only.");
        }
    }

    record NoWayToSite(String site, String peer) implements StartFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 26);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The site " + site + " cannot be called.",
                    "Its name \"" + peer + "\" has no address now, or this machine has no route there.",
                    "Check `peer` of the site and the network; `getent ahosts " + peer
                            + "` and `ip route get` show what the system knows. It is tried again by itself.");
        }
    }

    record NoListener(String listen) implements StartFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 25);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "No address to listen on is left of " + listen + ".",
                    "This system has none of these address families.",
                    "Set `listen` to an address that this machine has.");
        }
    }
}
