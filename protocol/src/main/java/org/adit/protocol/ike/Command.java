package org.adit.protocol.ike;

import java.util.List;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;

/// What the program above wants of an established IKE SA.
public sealed interface Command {
    record Disconnect() implements Command {}

    record AddChild(List<TrafficSelector> local, List<TrafficSelector> remote) implements Command {}

    record RemoveChild(Spi inbound) implements Command {}

    record RekeyIke() implements Command {}

    /// `withKeyExchange` asks for a fresh key exchange as well.
    record RekeyChild(Spi inbound, boolean withKeyExchange) implements Command {}

    record CheckLiveness() implements Command {}

    /// Our own address changed: go on from `path` and check that the peer is still there.
    record PathChanged(Path path) implements Command {}
}
