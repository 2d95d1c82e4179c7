package org.adit.protocol.auth;

import java.time.Instant;
import org.adit.base.diagnosis.Result;

/// Checks the peer's AUTH: chain, binding of identity to certificate, signature or MIC. The one source of
/// [ProvenPeer]s.
public final class AuthVerifier {
    private final Trust trust;

    public AuthVerifier(Trust trust) {
        this.trust = trust;
    }

    public Result<ProvenPeer, AuthFailure> verify(PeerProof proof, Instant at) {
        throw new UnsupportedOperationException("seam " + trust + proof + at);
    }
}
