package org.adit.protocol.ipsec;

/// The port from control plane to data plane. Calls do not block and do not fail: what cannot be done comes back as a
/// [DataPlaneEvent]. A pair is named by the SPI that we chose and receive on: what peers choose may be the same for two
/// of them. Unknown SPIs are ignored, since a packet may have ended an SA meanwhile.
public interface DataPlane {
    /// Receives at once; sends if the spec says so.
    void install(ChildSaSpec sa);

    /// Rekey: outbound traffic that fits goes to this SA from now on.
    void startSending(Spi inbound);

    /// MOBIKE, NAT rebinding.
    void move(Spi inbound, Path path);

    /// Ends the pair and wipes its keys.
    void remove(Spi inbound);

    SaCounters read(Spi inbound);
}
