package org.adit.protocol.auth;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.HashAlgorithm;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.crypto.PrfAlgorithm;
import org.adit.protocol.pki.CertificateForge;
import org.adit.protocol.pki.CertificateForge.Made;
import org.adit.protocol.pki.ChainChecker;
import org.adit.protocol.wire.CertificateEncoding;
import org.adit.protocol.wire.Payload;

/// One side signs, the other verifies. Copies with one thing changed show what each thing is good for.
record AuthRoundTrip(
        LocalCredential credential,
        Trust trust,
        SignedExchange exchange,
        Set<HashAlgorithm> peerHashes,
        boolean bothListedHashes,
        Optional<Identity> expected) {
    static final Set<HashAlgorithm> ALL_HASHES = Set.of(HashAlgorithm.values());

    static SignedExchange exchange(PrfAlgorithm prf) {
        return new SignedExchange(
                JcaCrypto.create().prf(prf),
                Secret.own(new byte[prf.outputOctets()]),
                Bytes.ofUtf8("the first message as it was sent"),
                Bytes.ofUtf8("the nonce of the other side....."));
    }

    static AuthRoundTrip of(Identity identity, Made leaf, Made root) {
        return new AuthRoundTrip(
                new LocalCredential.WithCertificate(
                        identity, List.of(leaf.certificate()), leaf.key().signingKey()),
                new Trust(new ChainChecker(List.of(root.certificate())), List.of(), true),
                exchange(PrfAlgorithm.HMAC_SHA2_256),
                ALL_HASHES,
                true,
                Optional.empty());
    }

    static AuthRoundTrip ofSecrets(Identity identity, Secret mine, List<Trust.SharedSecret> theirs) {
        return new AuthRoundTrip(
                new LocalCredential.WithSharedSecret(identity, mine),
                new Trust(new ChainChecker(List.of()), theirs, true),
                exchange(PrfAlgorithm.HMAC_SHA2_384),
                Set.of(),
                false,
                Optional.empty());
    }

    AuthRoundTrip hashes(Set<HashAlgorithm> hashes) {
        return new AuthRoundTrip(credential, trust, exchange, hashes, !hashes.isEmpty(), expected);
    }

    AuthRoundTrip withoutPkcs1() {
        Trust strict = new Trust(trust.chains(), trust.secrets(), false);
        return new AuthRoundTrip(credential, strict, exchange, peerHashes, bothListedHashes, expected);
    }

    AuthRoundTrip expecting(Identity whom) {
        return new AuthRoundTrip(credential, trust, exchange, peerHashes, bothListedHashes, Optional.of(whom));
    }

    Result<Payload.Authentication, AuthFailure> sign() {
        return AuthSigner.sign(credential, exchange, identification(), peerHashes);
    }

    Payload.Identification identification() {
        return credential.identity().payload(true);
    }

    Payload.Authentication signed() {
        return switch (sign()) {
            case Result.Ok<Payload.Authentication, AuthFailure>(var payload) -> payload;
            case Result.Failed<Payload.Authentication, AuthFailure>(var why) ->
                throw new AssertionError(why.toString());
        };
    }

    PeerProof proof(Payload.Authentication authentication) {
        return proof(authentication, identification(), exchange);
    }

    PeerProof proof(Payload.Authentication authentication, Payload.Identification shown, SignedExchange seen) {
        List<Payload.Certificate> certificates = switch (credential) {
            case LocalCredential.WithCertificate with ->
                with.chain().stream()
                        .map(c -> new Payload.Certificate(CertificateEncoding.X509_SIGNATURE, c.der()))
                        .toList();
            case LocalCredential.WithSharedSecret _ -> List.of();
        };
        return new PeerProof(
                shown, authentication, certificates, seen, bothListedHashes, expected, ChainChecker.Purpose.CLIENT);
    }

    Result<ProvenPeer, AuthFailure> verify(PeerProof proof) {
        return new AuthVerifier(trust).verify(proof, CertificateForge.NOW);
    }

    Result<ProvenPeer, AuthFailure> run() {
        return verify(proof(signed()));
    }

    ProvenPeer proven() {
        return switch (run()) {
            case Result.Ok<ProvenPeer, AuthFailure>(ProvenPeer peer) -> peer;
            case Result.Failed<ProvenPeer, AuthFailure>(AuthFailure why) ->
                throw new AssertionError(why + " " + why.explain());
        };
    }

    static AuthFailure failure(Result<ProvenPeer, AuthFailure> result) {
        return switch (result) {
            case Result.Ok<ProvenPeer, AuthFailure>(ProvenPeer peer) -> throw new AssertionError("accepted " + peer);
            case Result.Failed<ProvenPeer, AuthFailure>(AuthFailure why) -> why;
        };
    }
}
