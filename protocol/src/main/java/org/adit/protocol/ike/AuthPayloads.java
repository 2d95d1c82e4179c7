package org.adit.protocol.ike;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.ProvenPeer;
import org.adit.protocol.auth.Trust;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.HashAlgorithm;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.exchange.PeerFeatures;
import org.adit.protocol.exchange.Request;
import org.adit.protocol.pki.Certificate;
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
    /// others with a certificate whose signature they can check. Of these, one whose name they asked for and whose
    /// key is of the kind that `peer` signed with goes first: who holds such a key checks such a signature, and
    /// Apple's clients want the kind of their own (native-clients §2).
    static Optional<LocalCredential> choose(
            IkeSettings settings, Request.Authenticate request, ProvenPeer peer, PeerFeatures features) {
        Optional<Identity> wanted = request.responder().map(Identity::of);
        boolean shared = request.authentication()
                .filter(a -> a.method().equals(AuthenticationMethod.SHARED_KEY_MIC))
                .isPresent();
        if (shared) {
            Optional<Identity> own = settings.credentials().stream()
                    .map(LocalCredential::identity)
                    .filter(id -> wanted.isEmpty() || wanted.get().equals(id))
                    .findFirst()
                    .or(() -> settings.credentials().stream()
                            .map(LocalCredential::identity)
                            .findFirst());
            return own.flatMap(id -> settings.trust().secrets().stream()
                    .filter(s -> s.peer().equals(peer.identity()))
                    .findFirst()
                    .map(s -> new LocalCredential.WithSharedSecret(id, s.secret())));
        }
        List<LocalCredential.WithCertificate> usable = settings.credentials().stream()
                .filter(LocalCredential.WithCertificate.class::isInstance)
                .map(LocalCredential.WithCertificate.class::cast)
                .filter(c -> canCheck(c, features))
                .toList();
        Predicate<LocalCredential.WithCertificate> named =
                c -> wanted.isPresent() && wanted.get().equals(c.identity());
        Predicate<LocalCredential.WithCertificate> alike = c -> peer.certificate()
                .filter(leaf -> isEcdsa(leaf.key().kind()) == isEcdsa(c.key().kind()))
                .isPresent();
        return Stream.of(named.and(alike), named, alike, (Predicate<LocalCredential.WithCertificate>) _ -> true)
                .flatMap(best -> usable.stream().filter(best).findFirst().stream())
                .findFirst()
                .map(LocalCredential.class::cast);
    }

    private static boolean isEcdsa(KeyKind kind) {
        return switch (kind) {
            case EC_P256, EC_P384, EC_P521 -> true;
            case RSA, ED25519 -> false;
        };
    }

    /// Without RFC 7427 there are methods for RSA and ECDSA, none for Ed25519.
    private static boolean canCheck(LocalCredential.WithCertificate credential, PeerFeatures features) {
        return switch (credential.key().kind()) {
            case RSA, EC_P256, EC_P384, EC_P521 -> true;
            case ED25519 -> features.hashes().contains(HashAlgorithm.IDENTITY);
        };
    }
}
