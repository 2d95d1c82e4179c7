package org.adit.protocol.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.protocol.crypto.SignatureScheme;
import org.adit.protocol.crypto.VerifyingKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/// An X.509 certificate that was read within our bounds (R-5280-02): at most 16 KiB, at most 64 names, a key kind that
/// we have code for. Reading proves nothing: [ChainChecker] does.
public final class Certificate {
    static final int MAX_OCTETS = 16 * 1024;
    static final int MAX_NAMES = 64;

    /// What a certificate says.
    record Contents(
            Bytes subject,
            String subjectText,
            Bytes issuer,
            String serial,
            Instant notBefore,
            Instant notAfter,
            VerifyingKey key,
            CertificateExtensions extensions) {}

    /// What its issuer signed.
    record Signature(SignatureScheme scheme, Bytes signed, Bytes value) {}

    private final Bytes der;
    private final Contents contents;
    private final Signature signature;

    Certificate(Bytes der, Contents contents, Signature signature) {
        this.der = der;
        this.contents = contents;
        this.signature = signature;
    }

    /// Never throws, whatever the octets are.
    public static Result<Certificate, PkiFailure> parse(Bytes der) {
        try {
            return Result.ok(CertificateReader.read(der));
        } catch (Unreadable e) {
            return Result.failed(e.failure());
        } catch (RuntimeException e) {
            // The library reports what it cannot read by a dozen kinds of exception.
            return Result.failed(new PkiFailure.Malformed(Shown.text(String.valueOf(e.getMessage()))));
        }
    }

    public Bytes der() {
        return der;
    }

    public VerifyingKey key() {
        return contents.key();
    }

    /// DER of the subject's Name.
    public Bytes subject() {
        return contents.subject();
    }

    /// RFC 4514 text of the subject, for people.
    public String subjectText() {
        return contents.subjectText();
    }

    /// DER of the issuer's Name.
    public Bytes issuer() {
        return contents.issuer();
    }

    /// Lower-case hex.
    public String serial() {
        return contents.serial();
    }

    public Instant notBefore() {
        return contents.notBefore();
    }

    public Instant notAfter() {
        return contents.notAfter();
    }

    public List<String> dnsNames() {
        return contents.extensions().names().dns();
    }

    public List<String> mailNames() {
        return contents.extensions().names().mail();
    }

    public List<IpAddress> addresses() {
        return contents.extensions().names().addresses();
    }

    /// Whether basic constraints call it an authority.
    public boolean authority() {
        return contents.extensions().authority();
    }

    /// All names that it can be known by, for people: alternative names first, then the subject.
    public List<String> nameTexts() {
        List<String> names = new ArrayList<>(dnsNames());
        names.addAll(mailNames());
        addresses().forEach(address -> names.add(address.toString()));
        names.add(subjectText());
        return List.copyOf(names);
    }

    /// SHA-256 of the DER.
    public Bytes fingerprint() {
        try {
            return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(der.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    CertificateExtensions extensions() {
        return contents.extensions();
    }

    boolean selfIssued() {
        return DistinguishedName.same(subject(), issuer());
    }

    /// Whether `issuer`'s key made the signature. Says nothing about whether it was allowed to.
    public boolean wasSignedBy(Certificate issuer) {
        return issuer.key().verify(signature.scheme(), signature.signed(), signature.value());
    }

    /// The directory names that name constraints speak of: the subject, if not empty, and those in the SAN.
    List<X500Name> constrainedDirectoryNames() {
        List<X500Name> names = new ArrayList<>(extensions().names().directory());
        DistinguishedName.read(subject()).filter(name -> name.size() > 0).ifPresent(names::add);
        return names;
    }

    /// Mail names, those in the subject too. RFC 5280 §4.2.1.10 asks for these only without a SAN; more is safer.
    List<String> constrainedMail() {
        List<String> names = new ArrayList<>(mailNames());
        DistinguishedName.read(subject()).ifPresent(name -> names.addAll(attributes(name, BCStyle.EmailAddress)));
        return names;
    }

    private static List<String> attributes(X500Name name, ASN1ObjectIdentifier type) {
        List<String> values = new ArrayList<>();
        for (RDN rdn : name.getRDNs(type)) {
            for (var part : rdn.getTypesAndValues()) {
                if (part.getType().equals(type)) {
                    values.add(IETFUtils.valueToString(part.getValue()));
                }
            }
        }
        return values;
    }

    /// Two are equal if their octets are.
    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate that && der.equals(that.der);
    }

    @Override
    public int hashCode() {
        return der.hashCode();
    }

    @Override
    public String toString() {
        return subjectText() + " (serial " + serial() + ")";
    }
}
