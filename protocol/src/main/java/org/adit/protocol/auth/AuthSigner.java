package org.adit.protocol.auth;

import java.util.Set;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.crypto.HashAlgorithm;
import org.adit.protocol.wire.Payload;

/// Makes our AUTH payload.
public final class AuthSigner {
    private AuthSigner() {}

    /// `peerHashes` is what the peer's SIGNATURE_HASH_ALGORITHMS listed; empty if it sent none, which leaves methods 1
    /// and 9 to 11. PSS is preferred (R-7427-01).
    public static Result<Payload.Authentication, AuthFailure> sign(
            LocalCredential credential,
            SignedExchange exchange,
            Payload.Identification ownIdentification,
            Set<HashAlgorithm> peerHashes) {
        throw new UnsupportedOperationException("seam " + credential + exchange + ownIdentification + peerHashes);
    }
}
