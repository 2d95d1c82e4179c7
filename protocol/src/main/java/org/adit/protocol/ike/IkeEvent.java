package org.adit.protocol.ike;

import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.ProvenPeer;
import org.adit.protocol.ipsec.EspSuite;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.IkeSuite;
import org.adit.protocol.negotiate.NatDetection.NatStatus;

/// What the program above should know. The events of one SA begin with [Started] and end with [Closed].
public sealed interface IkeEvent {
    /// A first packet that deserved state. The attempt begins.
    record Started(boolean initiator, Path path) implements IkeEvent {}

    /// A line for the attempt's timeline, in plain words and without secrets.
    record Noted(String what) implements IkeEvent {}

    /// Whom the peer claims to be, not proven yet.
    record PeerClaims(Identity identity) implements IkeEvent {}

    /// Both sides have proven who they are. `assignment` is what we were given (initiator) or gave (responder).
    record Established(ProvenPeer peer, Path path, NatStatus nat, IkeSuite suite, Assignment assignment)
            implements IkeEvent {}

    record ChildUp(Child child) implements IkeEvent {}

    record ChildRekeyed(Spi oldInbound, Child child) implements IkeEvent {}

    record ChildDown(Spi inbound) implements IkeEvent {}

    /// A Child SA was wanted and did not come about; the IKE SA stays.
    record ChildRefused(Failure why) implements IkeEvent {}

    record IkeRekeyed(IkeSuite suite) implements IkeEvent {}

    record PathMoved(Path path) implements IkeEvent {}

    record Closed(Closing how) implements IkeEvent {}

    /// A pair of ESP SAs.
    record Child(Spi inbound, Spi outbound, EspSuite suite, List<TrafficSelector> local, List<TrafficSelector> remote) {
        public Child {
            local = List.copyOf(local);
            remote = List.copyOf(remote);
        }
    }

    /// Why an IKE SA is no more. `failure` is empty when somebody just wanted it.
    record Closing(By by, Optional<Failure> failure) {
        public enum By {
            US,
            PEER
        }
    }
}
