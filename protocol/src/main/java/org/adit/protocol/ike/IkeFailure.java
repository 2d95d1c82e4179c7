package org.adit.protocol.ike;

import java.time.Duration;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;
import org.adit.base.diagnosis.FailureCode.Area;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.ipsec.Path;

/// Why an IKE SA did not come about or ended. Failures of the layers below are reported as they are. Codes IKE-060 to
/// IKE-089.
public sealed interface IkeFailure extends Failure {
    /// Nobody answered our first request.
    record NoAnswer(Path path, int tries) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 60);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The gateway at " + path.peer() + " did not answer " + tries + " tries.",
                    "UDP to this port is blocked on the way, the address is wrong, or nothing runs there.",
                    "Check the address, try another network (a phone's hotspot), and ask whether UDP 500 and 4500 are"
                            + " open to the gateway.");
        }
    }

    /// The peer answered IKE_SA_INIT but nothing after it.
    record SilentAfterInit(Path path, int tries) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 61);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The gateway at " + path.peer() + " answered first and then fell silent for " + tries + " tries.",
                    "Port 4500 or larger packets are blocked on the way, or the gateway could not read our sign-in.",
                    "Try another network; on the gateway `adit attempts` shows whether the sign-in arrived.");
        }
    }

    /// An established peer stopped answering.
    record PeerSilent(Path path, int tries) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 62);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer at " + path.peer() + " stopped answering; " + tries + " tries went by.",
                    "It lost its network, was switched off, or a device on the way forgot the flow.",
                    "Nothing to repair here: connect again when the peer is reachable.");
        }
    }

    /// IKE_SA_INIT was answered, IKE_AUTH never completed.
    record HalfOpenExpired(Path path, Duration after) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 63);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The client at " + path.peer() + " did not go on to sign in within " + after.toSeconds()
                            + " seconds.",
                    "Its packets to port 4500, or the larger ones with certificates, do not arrive; or it gave up after"
                            + " our first answer; or it was a scan.",
                    "If it is one of your users: let them try another network, and check that UDP 4500 and IP fragments"
                            + " reach this gateway.");
        }
    }

    /// A question that the engine asked was not answered in time.
    record AnswerOverdue(Duration after) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 64);
        }

        @Override
        public Blame blame() {
            return Blame.OVERLOAD;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "Whether the peer may in was not decided within " + after.toSeconds() + " seconds.",
                    "The store or a directory behind this gateway is slow or down.",
                    "Look at the gateway's log for its store and directories, then connect again.");
        }
    }

    /// IKE_AUTH without AUTH: the client wants to sign in by EAP.
    record EapNotOffered(Identity claimed) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 65);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The client " + claimed.text() + " asked to sign in by EAP (a name and password).",
                    "This gateway signs in with certificates.",
                    "Set the client to certificate authentication, with the profile that `adit profile` makes.");
        }
    }

    /// The hard lifetime passed without a successful rekey.
    record LifetimeEnded(Duration lifetime) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 66);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The IKE SA reached the end of its lifetime of " + lifetime.toMinutes() + " minutes.",
                    "It could not be rekeyed before, and keys are not used any longer than that.",
                    "Connect again. If this repeats, look in the log why the peer refuses to rekey.");
        }
    }

    /// The peer kept answering TEMPORARY_FAILURE (RFC 7296 §2.25).
    record OutOfStep(int times) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 67);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer put off the same request " + times + " times.",
                    "Both sides no longer agree about their SAs.",
                    "Connect again; if it repeats, update the peer's software.");
        }
    }

    /// What was asked for and what is allowed have no selector in common.
    record SelectorsDisjoint(String asked, String allowed) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 68);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer asked for " + asked + ".",
                    "Allowed is " + allowed + ", which has nothing in common with it.",
                    "Make both sides name the same networks, or let the client ask for everything (0.0.0.0/0, ::/0):"
                            + " the gateway narrows it.");
        }
    }

    /// More half-open IKE SAs than the limit.
    record TooManyHalfOpen(int limit, boolean fromOneAddress) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 69);
        }

        @Override
        public Blame blame() {
            return Blame.OVERLOAD;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "An attempt was not taken: " + limit + " others are half-open"
                            + (fromOneAddress ? " from the same address." : "."),
                    "Either many clients start at once, or somebody floods this gateway.",
                    "Clients try again by themselves. If it lasts, look at the addresses in `adit attempts`.");
        }
    }

    /// The data plane could not take a Child SA.
    record DataPlaneRefused(String why) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 70);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_BUG;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The data plane refused a Child SA: " + why + ".",
                    "Its tables are full, or it was asked for something it does not do.",
                    "Restart the program; if it happens again, report it with the log.");
        }
    }

    /// The responder stopped the IKE SA before it was established (its side of the story is on its side).
    record ClosedWhileOpening() implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 71);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer ended the IKE SA before both sides had signed in.",
                    "It changed its mind, was shut down, or did not accept our answer.",
                    "Look at the peer's log for the time of this attempt, then try again.");
        }
    }

    /// We have nothing to prove ourselves with to this peer.
    record NoCredential(Identity claimed) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 72);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer " + claimed.text() + " signs in in a way for which this side has no credential.",
                    "It uses a pre-shared key that is not configured here, or cannot check any of our certificates.",
                    "Give the peer a certificate profile, or add it as a site with its pre-shared key.");
        }
    }

    /// The peer sent a request that only an established IKE SA can answer.
    record TooEarly(String request) implements IkeFailure {
        @Override
        public FailureCode code() {
            return new FailureCode(Area.IKE, 73);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The peer sent a " + request + " request before it had signed in.",
                    "Only IKE_AUTH may follow IKE_SA_INIT.",
                    "Update the peer's software; if it is current, report this with a capture of the exchange.");
        }
    }
}
