package org.adit.gateway.access;

import java.time.Duration;
import java.util.List;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;
import org.adit.base.net.IpFamily;

/// Why a peer was not let in, or why its session ended. Codes GW-001 to GW-019.
public sealed interface GatewayFailure extends Failure {
    /// The certificate is good, but nobody here has it.
    record UnknownDevice(String certificate) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 1);
        }

        @Override
        public Blame blame() {
            return Blame.CREDENTIALS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "A device with a valid certificate (" + certificate + ") is not registered here.",
                    "The certificate was issued by a trusted CA, but no device in the store has it: it was removed, or the store is another one.",
                    "Add the device again with `adit profile USER --for …` and install the new profile.");
        }
    }

    record DeviceIsRevoked(String device, String user) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 2);
        }

        @Override
        public Blame blame() {
            return Blame.CREDENTIALS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The device " + device + " of " + user + " is revoked.",
                    "An administrator took its access away.",
                    "If it is safe again, add it as a new device and install the new profile.");
        }
    }

    record UserIsDisabled(String user) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 3);
        }

        @Override
        public Blame blame() {
            return Blame.CREDENTIALS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The user " + user + " is disabled.",
                    "An administrator switched the account off.",
                    "Enable the user again if they should have access.");
        }
    }

    record UserGone(String user, String device) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 4);
        }

        @Override
        public Blame blame() {
            return Blame.CREDENTIALS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The device " + device + " belongs to " + user + ", who is not in the directory.",
                    "The user was removed or renamed where people are kept.",
                    "Add the user, or revoke the device.");
        }
    }

    /// No group of the user is in any role.
    record NoRole(String user, List<String> groups, List<String> wanted) implements GatewayFailure {
        public NoRole {
            groups = List.copyOf(groups);
            wanted = List.copyOf(wanted);
        }

        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 5);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The user " + user + " has no role.",
                    "They are in " + named(groups) + "; the roles ask for " + named(wanted) + ".",
                    "Put the user into a group of a role, or name one of their groups in a role of gateway.toml.");
        }
    }

    record TooManyDevices(String user, String role, int limit, int connected) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 6);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The user " + user + " already has " + connected + " devices connected.",
                    "The role " + role + " allows " + limit + " at once.",
                    "Disconnect one of them (`adit session list`), or raise `limits.devices` of the role.");
        }
    }

    record NoAddressLeft(String pool, List<IpFamily> families, int inUse) implements GatewayFailure {
        public NoAddressLeft {
            families = List.copyOf(families);
        }

        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 7);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The pool " + pool + " has no " + families + " address left.",
                    "All its addresses are held by sessions (" + inUse
                            + " in use), or it has no network of that family.",
                    "Add a network to `addresses` of the pool, or disconnect sessions that are not needed.");
        }
    }

    record StoreUnavailable(String cause) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 8);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_BUG;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "It could not be decided whether this device may connect.",
                    "The store or the directory did not answer: " + cause + ".",
                    "Look at the gateway's log for the store's failure; the device may simply try again.");
        }
    }

    record UnknownSite(String identity) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 9);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer " + identity + " has a shared secret here but no site.",
                    "No [[site]] of the settings has exactly this identity.",
                    "Compare the identity with `peer` of the site: type and spelling must be the same.");
        }
    }

    record NothingToReach(String role) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 10);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The role " + role + " reaches nothing in the address families that the client got.",
                    "None of its services has a network of these families.",
                    "Add services to `reach` of the role, or networks of both families to its pool.");
        }
    }

    /// The peer closed an attempt without saying why.
    record LeftBeforeConnected(String stage) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 11);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer went away before it was connected.",
                    "It closed the connection after: " + stage + ".",
                    "Look at the client's own message: it did not like something that we answered, or the user gave up.");
        }
    }

    record ConnectedTooLong(String role, Duration limit) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 12);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The session reached its longest time.",
                    "The role " + role + " allows " + plain(limit) + ".",
                    "Connect again, or change `limits.longest` of the role.");
        }
    }

    record WasIdle(String role, Duration limit) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 13);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The session carried nothing for " + plain(limit) + ".",
                    "The role " + role + " ends sessions that are idle for so long.",
                    "Connect again when needed, or change `limits.idle` of the role.");
        }
    }

    record EndedByAdministrator(String who) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 14);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The session was ended by " + who + ".",
                    "An administrator disconnected it, disabled its user or revoked its device.",
                    "Ask the administrator whether the access should come back.");
        }
    }

    record ReplacedByNewer(String device) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 15);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "A newer session of the device " + device + " took the place of this one.",
                    "The device connected again, for instance after it lost its network.",
                    "Nothing is to do. If it keeps happening, the same profile is on two devices: give each its own.");
        }
    }

    record AskedNoAddress(String user, String device) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 16);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The device " + device + " of " + user + " asked for no inside address.",
                    "Remote access needs one; only sites come without.",
                    "Switch on 'request an inner IP address' (vips in swanctl.conf) in the client.");
        }
    }

    record TooManyAttempts(int open) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 17);
        }

        @Override
        public Blame blame() {
            return Blame.OVERLOAD;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "This attempt was not followed to its end.",
                    open + " attempts were under way at once, more than are kept track of.",
                    "Look at where the packets come from; if it is an attack, filter it before the gateway.");
        }
    }

    record GatewayStopped(String name) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 18);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The gateway " + name + " was stopped.",
                    "An administrator or the system ended it while sessions were open.",
                    "Start it again; clients reconnect by themselves.");
        }
    }

    record SiteIdentityUnreadable(String site, String identity) implements GatewayFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(FailureCode.Area.GW, 19);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The identity of the site " + site + " could not be read.",
                    "\"" + identity + "\" is no host name, address, mailbox or distinguished name.",
                    "Write it as the other gateway sends it, such as gw.branch.example.org.");
        }
    }

    private static String named(List<String> groups) {
        return groups.isEmpty() ? "no group" : "the groups " + String.join(", ", groups);
    }

    private static String plain(Duration duration) {
        return duration.toMinutes() >= 120 ? duration.toHours() + " hours" : duration.toMinutes() + " minutes";
    }
}
