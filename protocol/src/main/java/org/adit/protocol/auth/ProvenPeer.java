package org.adit.protocol.auth;

import java.util.Optional;
import org.adit.protocol.pki.Certificate;

/// Evidence that the peer proved who it is. Only [AuthVerifier] can make one.
public final class ProvenPeer {
    private final Identity identity;
    private final Optional<Certificate> certificate;

    ProvenPeer(Identity identity, Optional<Certificate> certificate) {
        this.identity = identity;
        this.certificate = certificate;
    }

    public Identity identity() {
        return identity;
    }

    /// The checked leaf; empty for pre-shared keys.
    public Optional<Certificate> certificate() {
        return certificate;
    }

    @Override
    public String toString() {
        return identity.text();
    }
}
