package org.adit.protocol.pki;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;

/// The rules of RFC 5280 §6.1 beside names and signatures, over a whole path, leaf first and anchor last.
final class PathRules {
    private PathRules() {}

    /// The first objection, the leaf's own first.
    static Optional<PkiFailure> check(List<Certificate> path, ChainChecker.Purpose purpose, Instant at) {
        Certificate leaf = path.getFirst();
        Optional<PkiFailure> objection = own(leaf, at).or(() -> endEntity(leaf, purpose));
        for (int i = 1; i < path.size() && objection.isEmpty(); i++) {
            int position = i;
            Certificate issuer = path.get(i);
            objection = own(issuer, at)
                    .or(() -> mayIssue(issuer, path.get(position - 1)))
                    .or(() -> pathLength(path, position))
                    .or(() -> names(path, position));
        }
        return objection;
    }

    private static Optional<PkiFailure> own(Certificate certificate, Instant at) {
        String subject = certificate.subjectText();
        if (at.isAfter(certificate.notAfter())) {
            return Optional.of(new PkiFailure.Expired(subject, certificate.serial(), certificate.notAfter(), at));
        }
        if (at.isBefore(certificate.notBefore())) {
            return Optional.of(new PkiFailure.NotYetValid(subject, certificate.serial(), certificate.notBefore(), at));
        }
        return certificate.extensions().unknownCritical().stream()
                .findFirst()
                .map(oid -> new PkiFailure.UnknownCriticalExtension(subject, oid));
    }

    // RFC 4945 §5.1.3.2 takes nonRepudiation for digitalSignature, §5.1.3.12 speaks of extended key usage.
    private static Optional<PkiFailure> endEntity(Certificate leaf, ChainChecker.Purpose purpose) {
        CertificateExtensions extensions = leaf.extensions();
        if (!extensions.mayBeUsedFor(KeyUsage.digitalSignature) && !extensions.mayBeUsedFor(KeyUsage.nonRepudiation)) {
            return Optional.of(new PkiFailure.WrongKeyUsage(leaf.subjectText(), "digitalSignature"));
        }
        return extensions
                .purposes()
                .filter(purposes -> !purpose.admittedBy(purposes))
                .map(purposes -> new PkiFailure.WrongPurpose(leaf.subjectText(), purpose, purposes));
    }

    private static Optional<PkiFailure> mayIssue(Certificate issuer, Certificate issued) {
        if (!issuer.authority()) {
            return Optional.of(new PkiFailure.NotAnAuthority(issuer.subjectText(), issued.subjectText()));
        }
        return issuer.extensions().mayBeUsedFor(KeyUsage.keyCertSign)
                ? Optional.empty()
                : Optional.of(new PkiFailure.WrongKeyUsage(issuer.subjectText(), "keyCertSign"));
    }

    // RFC 5280 §4.2.1.9: counts the authorities between this one and the leaf that are not self-issued.
    private static Optional<PkiFailure> pathLength(List<Certificate> path, int position) {
        int below = (int) path.subList(1, position).stream()
                .filter(certificate -> !certificate.selfIssued())
                .count();
        Certificate authority = path.get(position);
        return authority
                .extensions()
                .pathLength()
                .filter(allowed -> below > allowed)
                .map(allowed -> new PkiFailure.PathTooLong(authority.subjectText(), allowed, below));
    }

    // RFC 5280 §6.1.3 (b), (c): all below, but self-issued authorities.
    private static Optional<PkiFailure> names(List<Certificate> path, int position) {
        Certificate authority = path.get(position);
        Optional<NameConstraint> constraint = authority.extensions().constraint();
        if (constraint.isEmpty()) {
            return Optional.empty();
        }
        for (int i = position - 1; i >= 0; i--) {
            Certificate below = path.get(i);
            Optional<String> refused = i > 0 && below.selfIssued()
                    ? Optional.empty()
                    : constraint.get().refusedNameOf(below);
            if (refused.isPresent()) {
                return Optional.of(new PkiFailure.NameNotPermitted(
                        below.subjectText(), Shown.text(refused.get()), authority.subjectText()));
            }
        }
        return Optional.empty();
    }
}
