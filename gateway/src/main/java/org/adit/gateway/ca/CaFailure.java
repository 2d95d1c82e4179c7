package org.adit.gateway.ca;

import java.nio.file.Path;
import java.util.List;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;
import org.adit.protocol.pki.PkiFailure;

/// Why the CA could not be made, opened or used. Codes GW-040 to GW-059; wraps those of `pki`.
public sealed interface CaFailure extends Failure {
    @Override
    default Blame blame() {
        return Blame.OUR_SETTINGS;
    }

    private static FailureCode gw(int number) {
        return new FailureCode(FailureCode.Area.GW, number);
    }

    /// `permissions` as `ls` writes them.
    record ReadableByOthers(Path path, String permissions) implements CaFailure {
        @Override
        public FailureCode code() {
            return gw(40);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The private keys in " + path + " are not private.",
                    "Others than the owner may use it (" + permissions + "), so the keys in it may be known to them.",
                    "Run \"chmod go= " + path + "\". If others had access, create the CA and all certificates anew.");
        }
    }

    record Unreadable(Path path, String why) implements CaFailure {
        @Override
        public FailureCode code() {
            return gw(41);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The file " + path + " cannot be read.",
                    "The system says: " + why + ".",
                    "Check that the gateway runs as the owner of its data folder and that the file is there.");
        }
    }

    record Unwritable(Path path, String why) implements CaFailure {
        @Override
        public FailureCode code() {
            return gw(42);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The file " + path + " cannot be written.",
                    "The system says: " + why + ".",
                    "Check the permissions of its folder and the free space on that disk.");
        }
    }

    record NoAuthority(Path folder) implements CaFailure {
        @Override
        public FailureCode code() {
            return gw(43);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There is no certificate authority yet.",
                    "The folder " + folder + " holds none.",
                    "Run \"adit gateway init\", or point the gateway to the data folder that it had before.");
        }
    }

    record AlreadyThere(Path file) implements CaFailure {
        @Override
        public FailureCode code() {
            return gw(44);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There is a certificate authority already.",
                    "It lies in " + file + ", and a new one would void every certificate that it issued.",
                    "Use the one that is there, or move its folder away first.");
        }
    }

    /// Neither a key that we take nor a certificate that goes with it.
    record Broken(Path file, String why) implements CaFailure {
        @Override
        public FailureCode code() {
            return gw(45);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The key file " + file + " is damaged.",
                    "In it, " + why + ".",
                    "Restore it from a backup. A file of the gateway itself may be deleted: it is made again; that of the"
                            + " CA may not.");
        }
    }

    /// No such names for the gateway.
    record NoIdentity(List<String> hosts) implements CaFailure {
        public NoIdentity {
            hosts = List.copyOf(hosts);
        }

        @Override
        public FailureCode code() {
            return gw(46);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The gateway has no usable name of its own.",
                    "Its first name must be a host name or an address; there is " + hosts + ".",
                    "Set the name that users enter to reach the gateway.");
        }
    }

    /// What `pki` objects to; speaks with its words and code.
    record Refused(PkiFailure why) implements CaFailure {
        @Override
        public FailureCode code() {
            return why.code();
        }

        @Override
        public Blame blame() {
            return why.blame();
        }

        @Override
        public Explanation explain() {
            return why.explain();
        }
    }
}
