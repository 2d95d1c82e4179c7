package org.adit.protocol.auth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.KnownChains;
import org.adit.protocol.pki.PkiFailure;
import org.adit.protocol.wire.AuthenticationMethod;
import org.adit.protocol.wire.CertificateEncoding;
import org.adit.protocol.wire.Payload;

/// Checks the peer's AUTH: chain, binding of identity to certificate, signature or MIC. The one source of
/// [ProvenPeer]s. Remembers chains: not thread-safe.
public final class AuthVerifier {
    private static final int CHAINS_READ = 4096;
    /// Enough for everybody to come back at the same moment.
    private static final int CHAINS_REMEMBERED = 65_536;

    private final Trust trust;
    private final KnownChains chains;

    public AuthVerifier(Trust trust) {
        this.trust = trust;
        this.chains = new KnownChains(trust.chains(), CHAINS_READ, CHAINS_REMEMBERED);
    }

    /// Lets go of what was remembered, when nobody new will be checked against this trust.
    public void forget() {
        chains.clear();
    }

    public Result<ProvenPeer, AuthFailure> verify(PeerProof proof, Instant at) {
        Identity claimed = Identity.of(proof.identification());
        if (proof.authentication().method().equals(AuthenticationMethod.SHARED_KEY_MIC)) {
            return new SharedSecretCheck(trust.secrets())
                    .check(proof)
                    .map(_ -> new ProvenPeer(claimed, Optional.empty()));
        }
        return leaf(proof, at)
                .then(leaf -> bound(leaf, claimed, proof))
                .then(leaf -> new SignatureCheck(trust.allowPkcs1())
                        .check(proof, leaf.key())
                        .map(_ -> leaf))
                .map(leaf -> new ProvenPeer(claimed, Optional.of(leaf)));
    }

    /// The first X.509 certificate is the leaf (RFC 7296 §3.6); other encodings are ignored.
    private Result<Certificate, AuthFailure> leaf(PeerProof proof, Instant at) {
        List<Bytes> presented = proof.certificates().stream()
                .filter(payload -> payload.encoding().equals(CertificateEncoding.X509_SIGNATURE))
                .map(Payload.Certificate::data)
                .toList();
        return switch (chains.check(presented, proof.purpose(), at)) {
            case Result.Ok<Certificate, PkiFailure>(Certificate leaf) -> Result.ok(leaf);
            case Result.Failed<Certificate, PkiFailure>(PkiFailure why) -> refused(why);
        };
    }

    private static <T> Result<T, AuthFailure> refused(PkiFailure why) {
        return Result.failed(new AuthFailure.CertificateRefused(why));
    }

    /// The claimed identity must be in the certificate, and whom we insist on must be the claimed one or in there too:
    /// stock peers send another type of name than the one that was dialled.
    private static Result<Certificate, AuthFailure> bound(Certificate leaf, Identity claimed, PeerProof proof) {
        if (!IdentityBinding.supports(claimed.type())) {
            return Result.failed(new AuthFailure.UnsupportedIdentity(claimed.text()));
        }
        if (!IdentityBinding.holds(leaf, claimed)) {
            return Result.failed(new AuthFailure.IdentityNotInCertificate(claimed.text(), leaf.nameTexts()));
        }
        Optional<Identity> expected = proof.expected();
        boolean welcome =
                expected.isEmpty() || expected.get().sameAs(claimed) || IdentityBinding.holds(leaf, expected.get());
        return welcome
                ? Result.ok(leaf)
                : Result.failed(
                        new AuthFailure.UnexpectedIdentity(expected.get().text(), claimed.text(), leaf.nameTexts()));
    }
}
