package org.adit.protocol.ike;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.Trust;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.HashAlgorithm;
import org.adit.protocol.crypto.SignatureScheme;
import org.adit.protocol.exchange.PeerFeatures;
import org.adit.protocol.exchange.Request;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.SignatureAlgorithms;
import org.adit.protocol.wire.AuthenticationMethod;
import org.adit.protocol.wire.CertificateEncoding;
import org.adit.protocol.wire.Payload;

/// CERT and CERTREQ payloads, and with which credential a responder answers.
final class AuthPayloads {
    private AuthPayloads() {}

    /// Sent whether or not the peer asked: Apple's clients never ask (native-clients §0).
    static List<Payload> certificates(LocalCredential credential) {
        List<Payload> payloads = new ArrayList<>();
        if (credential instanceof LocalCredential.WithCertificate(var _, var chain, var _)) {
            for (Certificate certificate : chain) {
                payloads.add(new Payload.Certificate(CertificateEncoding.X509_SIGNATURE, certificate.der()));
            }
        }
        return payloads;
    }

    /// The key ids of our anchors (RFC 7296 §3.7); empty if we have none.
    static List<Payload> certificateRequest(CryptoProvider crypto, Trust trust) {
        Bytes ids = Bytes.concat(trust.chains().anchors().stream()
                .map(anchor -> crypto.sha1Identifier(publicKeyBits(anchor)))
                .toArray(Bytes[]::new));
        return ids.isEmpty()
                ? List.of()
                : List.of(new Payload.CertificateRequest(CertificateEncoding.X509_SIGNATURE, ids));
    }

    /// "SHA-1 hash of the Subject Public Key Info element" (RFC 7296 §3.7), the whole element.
    private static Bytes publicKeyBits(Certificate anchor) {
        return anchor.key().subjectPublicKeyInfo();
    }

    /// A peer that shows a shared secret is answered with the same one, under our first name or the one it asked for;
    /// others with the first certificate whose name they asked for and whose signature they can check. Who
    /// signs in the way of RFC 7427 checks what it signs with itself, so a key of that kind goes first: ECDSA is
    /// much cheaper than RSA.
    static Optional<LocalCredential> choose(IkeSettings settings, Request.Authenticate request, PeerFeatures features) {
        Optional<Identity> wanted = request.responder().map(Identity::of);
        boolean shared = request.authentication()
                .filter(a -> a.method().equals(AuthenticationMethod.SHARED_KEY_MIC))
                .isPresent();
        if (shared) {
            Identity peer = Identity.of(request.initiator());
            Optional<Identity> own = settings.credentials().stream()
                    .map(LocalCredential::identity)
                    .filter(id -> wanted.isEmpty() || wanted.get().equals(id))
                    .findFirst()
                    .or(() -> settings.credentials().stream()
                            .map(LocalCredential::identity)
                            .findFirst());
            return own.flatMap(id -> settings.trust().secrets().stream()
                    .filter(s -> s.peer().equals(peer))
                    .findFirst()
                    .map(s -> new LocalCredential.WithSharedSecret(id, s.secret())));
        }
        List<LocalCredential.WithCertificate> usable = settings.credentials().stream()
                .filter(LocalCredential.WithCertificate.class::isInstance)
                .map(LocalCredential.WithCertificate.class::cast)
                .filter(c -> canCheck(c, features))
                .toList();
        List<LocalCredential.WithCertificate> named = usable.stream()
                .filter(c -> wanted.isPresent() && wanted.get().equals(c.identity()))
                .toList();
        List<LocalCredential.WithCertificate> candidates = named.isEmpty() ? usable : named;
        Optional<SignatureScheme> shown = request.authentication().flatMap(AuthPayloads::digitalSignature);
        return candidates.stream()
                .filter(c -> shown.isPresent() && shown.get().fits(c.key().kind()))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .map(LocalCredential.class::cast);
    }

    /// What the peer signed with, if by method 14 (RFC 7427 §3).
    private static Optional<SignatureScheme> digitalSignature(Payload.Authentication authentication) {
        Bytes data = authentication.data();
        boolean readable = authentication.method().equals(AuthenticationMethod.DIGITAL_SIGNATURE)
                && !data.isEmpty()
                && data.length() > 1 + data.at(0);
        return readable ? SignatureAlgorithms.read(data.slice(1, 1 + data.at(0))) : Optional.empty();
    }

    /// Without RFC 7427 there are methods for RSA and ECDSA, none for Ed25519.
    private static boolean canCheck(LocalCredential.WithCertificate credential, PeerFeatures features) {
        return switch (credential.key().kind()) {
            case RSA, EC_P256, EC_P384, EC_P521 -> true;
            case ED25519 -> features.hashes().contains(HashAlgorithm.IDENTITY);
        };
    }
}
