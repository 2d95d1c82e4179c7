package org.adit.protocol.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.DistinguishedName;
import org.adit.protocol.wire.CertificateEncoding;
import org.adit.protocol.wire.Payload;

/// CERTREQ: which authorities we trust, and which of our certificates fits what the peer trusts. RFC 7296 §3.7. The
/// key ids are SHA-1 of the SubjectPublicKeyInfo, which protects nothing here.
public final class CertificateRequests {
    private static final int KEY_ID_OCTETS = 20;

    private CertificateRequests() {}

    public static Payload.CertificateRequest asking(List<Certificate> anchors, CryptoProvider crypto) {
        Bytes[] ids =
                anchors.stream().map(anchor -> keyId(anchor, crypto)).distinct().toArray(Bytes[]::new);
        return new Payload.CertificateRequest(CertificateEncoding.X509_SIGNATURE, Bytes.concat(ids));
    }

    /// The first of `ours` under an authority that was asked for; else, as a CERTREQ is only a hint, simply the first.
    /// `authorities` are the certificates we hold of those who issued `ours`.
    public static Optional<LocalCredential.WithCertificate> choose(
            List<LocalCredential.WithCertificate> ours,
            List<Payload.CertificateRequest> asked,
            List<Certificate> authorities,
            CryptoProvider crypto) {
        List<Bytes> wanted = keyIds(asked);
        return ours.stream()
                .filter(credential -> issuers(credential, authorities).stream()
                        .anyMatch(issuer -> wanted.contains(keyId(issuer, crypto))))
                .findFirst()
                .or(() -> ours.stream().findFirst());
    }

    private static List<Certificate> issuers(
            LocalCredential.WithCertificate credential, List<Certificate> authorities) {
        List<Certificate> chain = credential.chain();
        List<Certificate> issuers = new ArrayList<>(chain.subList(Math.min(1, chain.size()), chain.size()));
        if (!chain.isEmpty()) {
            Bytes last = chain.getLast().issuer();
            authorities.stream()
                    .filter(authority -> DistinguishedName.same(authority.subject(), last))
                    .forEach(issuers::add);
        }
        return issuers;
    }

    private static List<Bytes> keyIds(List<Payload.CertificateRequest> asked) {
        List<Bytes> ids = new ArrayList<>();
        for (Payload.CertificateRequest request : asked) {
            if (request.encoding().equals(CertificateEncoding.X509_SIGNATURE)) {
                Bytes all = request.authorities();
                for (int at = 0; at + KEY_ID_OCTETS <= all.length(); at += KEY_ID_OCTETS) {
                    ids.add(all.slice(at, at + KEY_ID_OCTETS));
                }
            }
        }
        return ids;
    }

    private static Bytes keyId(Certificate authority, CryptoProvider crypto) {
        return crypto.sha1Identifier(authority.key().subjectPublicKeyInfo());
    }
}
