package org.adit.client.connection;

import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;
import org.adit.base.diagnosis.FailureCode.Area;
import org.adit.base.net.IpAddress;

/// Why the client did not do what it was asked. What the layers below report is shown as it is. Codes CL-001 to
/// CL-029.
public sealed interface ClientFailure extends Failure {
    record NeedsRoot(String user) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(1);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The user " + user + " may not change addresses and routes on this machine.",
                    "A VPN makes a network interface; the system lets only root do that.",
                    "Run it again with sudo in front.");
        }
    }

    record NoSuchProfile(String file, String why) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(2);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The profile " + file + " could not be read.",
                    "The system says: " + why + ".",
                    "Give the path of the profile that your administrator sent you (adit profile USER --for adit).");
        }
    }

    /// `permissions` as ls(1) shows them.
    record ProfileExposed(String file, String permissions) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(3);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The profile " + file + " was not used.",
                    "It holds your private key, and others than its owner may read or change it (" + permissions + ").",
                    "Run `chmod 600 " + file + "`. If others use this machine, ask for a new profile.");
        }
    }

    record NameNotFound(String name) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(4);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The gateway's name " + name + " was not found.",
                    "There is no connection to the internet, its name servers do not answer, or the name is wrong.",
                    "Open any web page. If that works, ask your administrator whether " + name + " is right.");
        }
    }

    record NoWayToGateway(IpAddress gateway) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(5);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "This machine has no route to the gateway at " + gateway + ".",
                    "No network is connected, or none that carries IPv" + (gateway.isV4() ? 4 : 6) + ".",
                    "Connect to a network; `ip route get " + gateway + "` shows when it is right.");
        }
    }

    record NoInsideAddress(String gateway) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(6);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The gateway " + gateway + " let us in but gave us no address.",
                    "Its pool is used up, or it has none for this user.",
                    "Tell your administrator: on the gateway `adit attempts` shows this attempt and its reason.");
        }
    }

    /// `cause`, `blame` and `texts` are of the failure that was reported for the Child SA.
    record NoTraffic(String gateway, FailureCode cause, Blame blame, Explanation texts) implements ClientFailure {
        static NoTraffic because(String gateway, Failure why) {
            return new NoTraffic(gateway, why.code(), why.blame(), why.explain());
        }

        @Override
        public FailureCode code() {
            return cl(7);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The gateway " + gateway + " let us in but carries no traffic for us.",
                    cause + ": " + texts.what() + " " + texts.why(),
                    texts.remedy());
        }
    }

    record ClosedByGateway(String gateway) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(8);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The gateway " + gateway + " ended the connection.",
                    "It was restarted, an administrator ended the session, or a limit of it was reached.",
                    "Nothing to do: another attempt follows. If it is refused, ask your administrator.");
        }
    }

    record AlreadyRunning(String profile, long process) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(9);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The profile " + profile + " is in use already.",
                    "Process " + process + " connects with it.",
                    "See `adit status`; end it with `adit disconnect " + profile + "`.");
        }
    }

    record NotRunning(String profile) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(10);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There is no connection" + (profile.isEmpty() ? "." : " with the profile " + profile + "."),
                    "It has ended, or was never started on this machine.",
                    "Start one with `adit connect PROFILE`.");
        }
    }

    record NamesNotSet(String file, String why) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(11);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "Names inside the company will not resolve: " + file + " could not be changed.",
                    "The system says: " + why + ".",
                    "Use addresses instead of names, or see that root may change " + file + ", and connect again.");
        }
    }

    /// `path` is where the client keeps what it must undo.
    record StateUnusable(String path, String why) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(12);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The client's notes in " + path + " cannot be used.",
                    why + ". Without them a crash could leave routes and name servers behind.",
                    "See that " + path + " belongs to root, with mode 700, on a file system with room, and try again.");
        }
    }

    /// `reference` names the secret, without its value.
    record SecretUnusable(String reference, String why) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(13);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The pre-shared key " + reference + " of the profile cannot be used.",
                    why + ".",
                    "Put at least 16 random octets there (`openssl rand -base64 32`), readable by root only.");
        }
    }

    /// The running client did not answer on its socket.
    record NoControl(String socket, String why) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(14);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The running client could not be asked (" + socket + ").",
                    "The system says: " + why + ".",
                    "Run it as the user who started the connection, usually with sudo; if it hangs, end its process.");
        }
    }

    record DeviceLost(String device, String why) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(15);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The tunnel's interface " + device + " is gone.",
                    "Another program removed it: " + why + ".",
                    "Connect again. If it is removed again, look for network software that tidies up interfaces.");
        }
    }

    record TooManyConnections(int limit) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(16);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There are " + limit + " connections on this machine already.",
                    "Each needs an interface and a routing table, and no more are set aside.",
                    "End one of those that `adit status` shows with `adit disconnect PROFILE`.");
        }
    }

    /// `owner` is the profile whose name servers are in effect.
    record NamesTaken(String file, String owner) implements ClientFailure {
        @Override
        public FailureCode code() {
            return cl(17);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "Names inside this tunnel will not resolve.",
                    file + " can serve one tunnel at a time, and serves the connection " + owner + ".",
                    "Use addresses, end the connection " + owner
                            + ", or install systemd-resolved, which serves several.");
        }
    }

    private static FailureCode cl(int number) {
        return new FailureCode(Area.CL, number);
    }
}
