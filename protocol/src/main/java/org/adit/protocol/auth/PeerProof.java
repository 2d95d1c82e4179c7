package org.adit.protocol.auth;

import java.util.List;
import java.util.Optional;
import org.adit.protocol.pki.ChainChecker;
import org.adit.protocol.wire.Payload;

/// What the peer presents in IKE_AUTH. `bothListedHashes` says that both sides sent SIGNATURE_HASH_ALGORITHMS, so that
/// method 1 is refused (R-7427-03). `expected` is whom a client insists on.
public record PeerProof(
        Payload.Identification identification,
        Payload.Authentication authentication,
        List<Payload.Certificate> certificates,
        SignedExchange exchange,
        boolean bothListedHashes,
        Optional<Identity> expected,
        ChainChecker.Purpose purpose) {
    public PeerProof {
        certificates = List.copyOf(certificates);
    }
}
