package org.adit.protocol.pki;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.SignatureScheme;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;

/// Reads a certificate once, strictly and within bounds (R-5280-02).
final class CertificateReader {
    private static final int MAX_SERIAL_OCTETS = 20; // RFC 5280 §4.1.2.2
    private static final int VERSION_3 = 3;

    private CertificateReader() {}

    static Certificate read(Bytes der) throws Unreadable {
        Unreadable.bound("octets", der.length(), Certificate.MAX_OCTETS);
        Optional<ASN1Primitive> element = Der.read(der);
        Unreadable.unless(element.isPresent(), "they are not one DER element");
        org.bouncycastle.asn1.x509.Certificate outer =
                org.bouncycastle.asn1.x509.Certificate.getInstance(element.get());
        TBSCertificate inner = outer.getTBSCertificate();
        Unreadable.unless(inner.getVersionNumber() == VERSION_3, "version " + inner.getVersionNumber());
        String subject = DistinguishedName.text(inner.getSubject());
        SignatureScheme scheme = scheme(subject, inner.getSignature(), outer.getSignatureAlgorithm());
        Unreadable.bound("parts of names", parts(inner.getSubject()) + parts(inner.getIssuer()), Certificate.MAX_NAMES);
        Certificate.Contents contents = new Certificate.Contents(
                Der.write(inner.getSubject()),
                subject,
                Der.write(inner.getIssuer()),
                serial(inner.getSerialNumber().getValue()),
                inner.getStartDate().getDate().toInstant(),
                inner.getEndDate().getDate().toInstant(),
                PublicKeys.read(subject, inner.getSubjectPublicKeyInfo()),
                CertificateExtensions.read(inner.getExtensions()));
        Unreadable.unless(!contents.notAfter().isBefore(contents.notBefore()), "it ends before it begins");
        Unreadable.unless(outer.getSignature().getPadBits() == 0, "a signature that is not whole octets");
        Bytes signature = Bytes.wrap(outer.getSignature().getOctets());
        return new Certificate(der, contents, new Certificate.Signature(scheme, Der.write(inner), signature));
    }

    // RFC 5280 §4.1.1.2: inside and outside the same.
    private static SignatureScheme scheme(String subject, AlgorithmIdentifier signed, AlgorithmIdentifier claimed)
            throws Unreadable {
        Bytes identifier = Der.write(signed);
        Unreadable.unless(identifier.equals(Der.write(claimed)), "two different signature algorithms");
        Optional<SignatureScheme> scheme = SignatureAlgorithms.read(identifier);
        return scheme.orElseThrow(() -> new Unreadable(new PkiFailure.UnsupportedSignature(
                subject, name(signed.getAlgorithm().getId()))));
    }

    private static String name(String oid) {
        return switch (oid) {
            case "1.2.840.113549.1.1.4" -> "MD5 with RSA";
            case "1.2.840.113549.1.1.5" -> "SHA-1 with RSA";
            case "1.2.840.10045.4.1" -> "SHA-1 with ECDSA";
            case "1.2.840.113549.1.1.10" -> "RSA-PSS with parameters that we do not accept";
            default -> oid;
        };
    }

    private static int parts(X500Name name) {
        int parts = 0;
        for (var rdn : name.getRDNs()) {
            parts += rdn.size();
        }
        return parts;
    }

    private static String serial(BigInteger serial) throws Unreadable {
        byte[] octets = serial.toByteArray();
        Unreadable.bound("octets of serial number", octets.length, MAX_SERIAL_OCTETS);
        return HexFormat.of().formatHex(octets);
    }
}
