package org.adit.protocol.ipsec;

import org.adit.base.net.Endpoint;

/// What a data plane tells the control plane. `inbound` names the pair by our SPI.
public sealed interface DataPlaneEvent {
    Spi inbound();

    /// Time to rekey.
    record SoftLimit(Spi inbound) implements DataPlaneEvent {}

    /// The pair has stopped.
    record HardLimit(Spi inbound) implements DataPlaneEvent {}

    /// An authentic packet, newer than all before, came from another endpoint.
    record PeerMoved(Spi inbound, Endpoint peer) implements DataPlaneEvent {}

    /// What the peer sends comes in fragments: from now on inner packets of at most `mtu` octets are sent.
    record PathNarrowed(Spi inbound, int mtu) implements DataPlaneEvent {}

    record InstallFailed(Spi inbound, String why) implements DataPlaneEvent {}
}
