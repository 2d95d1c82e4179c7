package org.adit.protocol.ipsec;

import org.adit.base.net.Endpoint;

/// Where outer packets go between: our endpoint and the peer's, as seen on our side of any NAT.
public record Path(Endpoint local, Endpoint peer) {
    @Override
    public String toString() {
        return local + " - " + peer;
    }
}
