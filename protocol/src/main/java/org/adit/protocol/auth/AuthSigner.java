package org.adit.protocol.auth;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.crypto.HashAlgorithm;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SignatureScheme;
import org.adit.protocol.crypto.SigningKey;
import org.adit.protocol.pki.SignatureAlgorithms;
import org.adit.protocol.wire.AuthenticationMethod;
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
        return switch (credential) {
            case LocalCredential.WithSharedSecret(Identity _, var secret) ->
                Result.ok(new Payload.Authentication(
                        AuthenticationMethod.SHARED_KEY_MIC, SignedOctets.mic(exchange, ownIdentification, secret)));
            case LocalCredential.WithCertificate(Identity identity, var chain, SigningKey key) -> {
                if (chain.isEmpty() || chain.getFirst().key().kind() != key.kind()) {
                    yield Result.failed(new AuthFailure.KeyWithoutCertificate(identity.text(), key.kind()));
                }
                Bytes octets = SignedOctets.of(exchange, ownIdentification);
                yield peerHashes.isEmpty() ? oldMethod(key, octets) : digitalSignature(key, octets, peerHashes);
            }
        };
    }

    /// Method 14. RFC 7427 §3.
    private static Result<Payload.Authentication, AuthFailure> digitalSignature(
            SigningKey key, Bytes octets, Set<HashAlgorithm> peerHashes) {
        Optional<SignatureScheme> chosen = preferred(key.kind()).stream()
                .filter(scheme -> peerHashes.contains(scheme.hash()))
                .findFirst();
        if (chosen.isEmpty()) {
            return Result.failed(new AuthFailure.NoCommonSignature(key.kind(), peerHashes));
        }
        Bytes identifier = SignatureAlgorithms.write(chosen.get());
        Bytes length = Bytes.of((byte) identifier.length());
        return Result.ok(new Payload.Authentication(
                AuthenticationMethod.DIGITAL_SIGNATURE,
                Bytes.concat(length, identifier, key.sign(chosen.get(), octets))));
    }

    /// What a key signs with, best first. The hash that matches the curve is first; RFC 7427 allows any.
    private static List<SignatureScheme> preferred(KeyKind kind) {
        return switch (kind) {
            case RSA ->
                List.of(
                        SignatureScheme.RSA_PSS_SHA2_256,
                        SignatureScheme.RSA_PSS_SHA2_384,
                        SignatureScheme.RSA_PSS_SHA2_512);
            case EC_P256 ->
                List.of(SignatureScheme.ECDSA_SHA2_256, SignatureScheme.ECDSA_SHA2_384, SignatureScheme.ECDSA_SHA2_512);
            case EC_P384 ->
                List.of(SignatureScheme.ECDSA_SHA2_384, SignatureScheme.ECDSA_SHA2_512, SignatureScheme.ECDSA_SHA2_256);
            case EC_P521 ->
                List.of(SignatureScheme.ECDSA_SHA2_512, SignatureScheme.ECDSA_SHA2_384, SignatureScheme.ECDSA_SHA2_256);
            case ED25519 -> List.of(SignatureScheme.ED25519);
        };
    }

    // RFC 7296 §3.8 names SHA-1 as the default of method 1 and allows others; SHA-1 has no code here.
    private static Result<Payload.Authentication, AuthFailure> oldMethod(SigningKey key, Bytes octets) {
        if (key.kind() == KeyKind.RSA) {
            return Result.ok(new Payload.Authentication(
                    AuthenticationMethod.RSA_SIGNATURE, key.sign(SignatureScheme.RSA_PKCS1_SHA2_256, octets)));
        }
        Optional<FixedEcdsa> fixed = FixedEcdsa.of(key.kind());
        if (fixed.isEmpty()) {
            return Result.failed(new AuthFailure.NoCommonSignature(key.kind(), Set.of()));
        }
        Bytes signature = fixed.get().fromDer(key.sign(fixed.get().scheme(), octets));
        return Result.ok(new Payload.Authentication(fixed.get().method(), signature));
    }
}
