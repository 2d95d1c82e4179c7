package org.adit.protocol.ike;

import java.util.List;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;

/// An exchange that we will start when its turn comes.
sealed interface Want {
    record AddChild(List<TrafficSelector> local, List<TrafficSelector> remote) implements Want {}

    record RekeyChild(Spi inbound, boolean withKeyExchange) implements Want {}

    record DeleteChild(Spi inbound) implements Want {}

    record RekeyIke() implements Want {}

    record CheckLiveness() implements Want {}

    /// Delete this IKE SA, because somebody wants it or because it is superseded.
    record DeleteIke() implements Want {}
}
