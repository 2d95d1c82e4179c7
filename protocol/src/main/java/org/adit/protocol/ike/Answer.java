package org.adit.protocol.ike;

import java.util.List;
import org.adit.base.diagnosis.Failure;
import org.adit.protocol.ipsec.TrafficSelector;

/// Answers to [Question]s.
public sealed interface Answer {
    /// `local` and `remote` bound every Child SA of this IKE SA, as seen from us. For a peer that asked for addresses
    /// `remote` holds just the assigned ones.
    record Admitted(Assignment assignment, List<TrafficSelector> local, List<TrafficSelector> remote)
            implements Answer {
        public Admitted {
            local = List.copyOf(local);
            remote = List.copyOf(remote);
        }
    }

    /// Known, but there is no address to give: INTERNAL_ADDRESS_FAILURE, and the IKE SA stays (RFC 7296 §4).
    record NoAddress(Failure why) implements Answer {}

    /// The peer hears AUTHENTICATION_FAILED and no more (R-7296-17).
    record Denied(Failure why) implements Answer {}
}
