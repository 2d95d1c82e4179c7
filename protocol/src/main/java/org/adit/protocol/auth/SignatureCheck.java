package org.adit.protocol.auth;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.crypto.SignatureScheme;
import org.adit.protocol.crypto.VerifyingKey;
import org.adit.protocol.pki.SignatureAlgorithms;
import org.adit.protocol.wire.AuthenticationMethod;
import org.adit.protocol.wire.Payload;

/// Checks the signature of AUTH with the key of a checked certificate: methods 1, 9 to 11, 14. Returns the scheme that
/// was used.
final class SignatureCheck {
    private static final List<SignatureScheme> PKCS1 = List.of(
            SignatureScheme.RSA_PKCS1_SHA2_256, SignatureScheme.RSA_PKCS1_SHA2_384, SignatureScheme.RSA_PKCS1_SHA2_512);

    private final boolean allowPkcs1;

    SignatureCheck(boolean allowPkcs1) {
        this.allowPkcs1 = allowPkcs1;
    }

    Result<SignatureScheme, AuthFailure> check(PeerProof proof, VerifyingKey key) {
        AuthenticationMethod method = proof.authentication().method();
        if (method.equals(AuthenticationMethod.DIGITAL_SIGNATURE)) {
            return digitalSignature(proof, key);
        }
        if (method.equals(AuthenticationMethod.RSA_SIGNATURE)) {
            return rsaSignature(proof, key);
        }
        return FixedEcdsa.of(method)
                .map(fixed -> fixedEcdsa(proof, key, fixed))
                .orElseGet(() -> Result.failed(new AuthFailure.UnsupportedMethod(method)));
    }

    /// Method 14 (RFC 7427 §3): length, AlgorithmIdentifier, signature.
    private Result<SignatureScheme, AuthFailure> digitalSignature(PeerProof proof, VerifyingKey key) {
        Bytes data = proof.authentication().data();
        if (data.isEmpty() || data.length() <= 1 + data.at(0)) {
            return Result.failed(new AuthFailure.MalformedAuthentication(
                    "it has " + data.length() + " octets, too few for an algorithm and a signature"));
        }
        int signatureAt = 1 + data.at(0);
        Bytes identifier = data.slice(1, signatureAt);
        Optional<SignatureScheme> scheme = SignatureAlgorithms.read(identifier);
        if (scheme.isEmpty()) {
            return Result.failed(new AuthFailure.UnknownAlgorithm(identifier));
        }
        if (!scheme.get().fits(key.kind())) {
            return Result.failed(new AuthFailure.KeyOfOtherKind(scheme.get().name(), key.kind()));
        }
        if (PKCS1.contains(scheme.get()) && !allowPkcs1) {
            return Result.failed(new AuthFailure.MethodNotAllowed(scheme.get().name()));
        }
        return verified(proof, key, scheme.get(), data.slice(signatureAt, data.length()));
    }

    /// Method 1. Which hash was used is nowhere said (RFC 7296 §3.8), so each of ours is tried.
    private Result<SignatureScheme, AuthFailure> rsaSignature(PeerProof proof, VerifyingKey key) {
        if (!PKCS1.getFirst().fits(key.kind())) {
            return Result.failed(new AuthFailure.KeyOfOtherKind("RSA_SIGNATURE", key.kind()));
        }
        if (proof.bothListedHashes()) {
            return Result.failed(
                    new AuthFailure.OldMethod(proof.authentication().method()));
        }
        if (!allowPkcs1) {
            return Result.failed(new AuthFailure.MethodNotAllowed("RSA_SIGNATURE"));
        }
        Bytes octets = SignedOctets.of(proof.exchange(), proof.identification());
        Payload.Authentication authentication = proof.authentication();
        return PKCS1.stream()
                .filter(scheme -> key.verify(scheme, octets, authentication.data()))
                .findFirst()
                .map(Result::<SignatureScheme, AuthFailure>ok)
                .orElseGet(() -> bad(proof));
    }

    /// Methods 9 to 11 (RFC 4754).
    private static Result<SignatureScheme, AuthFailure> fixedEcdsa(
            PeerProof proof, VerifyingKey key, FixedEcdsa fixed) {
        if (key.kind() != fixed.kind()) {
            return Result.failed(new AuthFailure.KeyOfOtherKind(fixed.method().toString(), key.kind()));
        }
        Optional<Bytes> der = fixed.toDer(proof.authentication().data());
        return der.map(signature -> verified(proof, key, fixed.scheme(), signature))
                .orElseGet(() -> Result.failed(new AuthFailure.MalformedAuthentication(
                        "the signature is not r and s of the length that " + fixed.method() + " has")));
    }

    private static Result<SignatureScheme, AuthFailure> verified(
            PeerProof proof, VerifyingKey key, SignatureScheme scheme, Bytes signature) {
        Bytes octets = SignedOctets.of(proof.exchange(), proof.identification());
        return key.verify(scheme, octets, signature) ? Result.ok(scheme) : bad(proof);
    }

    private static Result<SignatureScheme, AuthFailure> bad(PeerProof proof) {
        return Result.failed(new AuthFailure.BadSignature(
                Identity.of(proof.identification()).text(),
                proof.authentication().method()));
    }
}
