package org.adit.protocol.ike;

import java.util.List;
import org.adit.base.net.IpFamily;
import org.adit.protocol.auth.ProvenPeer;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.TrafficSelector;

/// What the engine cannot know by itself. It goes on when the answer comes; a question left open too long closes the
/// SA.
public sealed interface Question {
    /// May this peer in, and with what? `addresses` are the families that it asked addresses for; `local` and
    /// `remote`
    /// what it proposed, as seen from us. `initialContact`: the peer says it has no other IKE SA with us.
    record Admit(
            ProvenPeer peer,
            Path path,
            List<IpFamily> addresses,
            List<TrafficSelector> local,
            List<TrafficSelector> remote,
            boolean initialContact)
            implements Question {
        public Admit {
            addresses = List.copyOf(addresses);
            local = List.copyOf(local);
            remote = List.copyOf(remote);
        }
    }
}
