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

    /// The checked leaf; empty for pre-shared keys, and after [#identityOnly].
    public Optional<Certificate> certificate() {
        return certificate;
    }

    /// The same evidence without the certificate, for as long as the peer stays: that is some KiB for each.
    public ProvenPeer identityOnly() {
        return new ProvenPeer(identity, Optional.empty());
    }

    @Override
    public String toString() {
        return identity.text();
    }
}
