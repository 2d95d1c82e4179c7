package org.adit.protocol.pki;

import java.math.BigInteger;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SignatureScheme;
import org.adit.protocol.crypto.SigningKey;
import org.adit.protocol.crypto.VerifyingKey;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/// Issues certificates in the name of one authority. Time and randomness are handed in.
public final class CertificateIssuer {
    private static final int SERIAL_OCTETS = 16;
    private static final int MAX_COMMON_NAME = 64; // RFC 5280 Appendix A, ub-common-name

    private final Certificate authority;
    private final SigningKey key;

    /// `key` belongs to `authority`.
    public CertificateIssuer(Certificate authority, SigningKey key) {
        this.authority = authority;
        this.key = key;
    }

    /// A new authority that signs itself and issues leaves only.
    public static Result<Certificate, PkiFailure> root(
            String commonName, VerifyingKey publicKey, SigningKey key, Validity validity, Randomness randomness) {
        if (commonName.isBlank() || commonName.length() > MAX_COMMON_NAME) {
            return Result.failed(new PkiFailure.UnusableName(Shown.text(commonName), "is empty or longer than 64"));
        }
        X500Name name = named(commonName);
        Draft draft = new Draft(name, name, publicKey, validity, IssuedExtensions.authority(publicKey));
        return sign(draft, key, randomness);
    }

    public Certificate authority() {
        return authority;
    }

    /// For a gateway that users reach as any of `hosts`, names or addresses. An address becomes iPAddress and, for
    /// clients that look for it there, dNSName.
    public Result<Certificate, PkiFailure> server(
            List<String> hosts, VerifyingKey publicKey, Validity validity, Randomness randomness) {
        if (hosts.isEmpty()) {
            return Result.failed(new PkiFailure.UnusableName("", "is missing: a gateway needs at least one"));
        }
        Set<GeneralName> names = new LinkedHashSet<>();
        for (String host : hosts) {
            Optional<IpAddress> address = IpAddress.parse(host);
            if (address.isEmpty() && !CertificateNames.isHost(host)) {
                return Result.failed(new PkiFailure.UnusableName(Shown.text(host), "is no host name and no address"));
            }
            address.ifPresent(ip -> names.add(new GeneralName(
                    GeneralName.iPAddress, new DEROctetString(ip.octets().toArray()))));
            names.add(new GeneralName(
                    GeneralName.dNSName, address.map(IpAddress::toString).orElse(host)));
        }
        int usage = IssuedExtensions.usageOf(publicKey.kind());
        List<KeyPurposeId> purposes = List.of(KeyPurposeId.id_kp_serverAuth, IssuedExtensions.IKE_INTERMEDIATE);
        IssuedExtensions extensions = IssuedExtensions.leaf(publicKey, authority, List.copyOf(names), usage, purposes);
        return issue(hosts.getFirst(), publicKey, validity, extensions, randomness);
    }

    /// For a device of a user: `name` is `user@device`, or a host name for machines without user.
    public Result<Certificate, PkiFailure> device(
            String name, VerifyingKey publicKey, Validity validity, Randomness randomness) {
        boolean mailbox = CertificateNames.isMailbox(name);
        if (!mailbox && !CertificateNames.isHost(name)) {
            return Result.failed(
                    new PkiFailure.UnusableName(Shown.text(name), "is neither user@device nor a host name"));
        }
        GeneralName alternative = new GeneralName(mailbox ? GeneralName.rfc822Name : GeneralName.dNSName, name);
        int usage = IssuedExtensions.usageOf(publicKey.kind());
        IssuedExtensions extensions = IssuedExtensions.leaf(
                publicKey, authority, List.of(alternative), usage, List.of(KeyPurposeId.id_kp_clientAuth));
        return issue(name, publicKey, validity, extensions, randomness);
    }

    private Result<Certificate, PkiFailure> issue(
            String commonName,
            VerifyingKey publicKey,
            Validity validity,
            IssuedExtensions extensions,
            Randomness randomness) {
        // The common name is for people; it is never an identity, so cutting it harms nobody.
        String shown = commonName.length() > MAX_COMMON_NAME ? commonName.substring(0, MAX_COMMON_NAME) : commonName;
        X500Name issuer = X500Name.getInstance(authority.subject().toArray());
        Validity held = validity.endingBy(authority.notAfter());
        return sign(new Draft(issuer, named(shown), publicKey, held, extensions), key, randomness);
    }

    /// What is to be signed.
    private record Draft(
            X500Name issuer,
            X500Name subject,
            VerifyingKey publicKey,
            Validity validity,
            IssuedExtensions extensions) {}

    /// Reads back what was signed: nothing is issued that we would not accept.
    private static Result<Certificate, PkiFailure> sign(Draft draft, SigningKey key, Randomness randomness) {
        SignatureScheme scheme = scheme(key.kind());
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.getInstance(
                SignatureAlgorithms.write(scheme).toArray());
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(serial(randomness)));
        generator.setSignature(algorithm);
        generator.setIssuer(draft.issuer());
        generator.setStartDate(new Time(Date.from(draft.validity().notBefore())));
        generator.setEndDate(new Time(Date.from(draft.validity().notAfter())));
        generator.setSubject(draft.subject());
        generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(
                draft.publicKey().subjectPublicKeyInfo().toArray()));
        generator.setExtensions(draft.extensions().asn1());
        TBSCertificate inner = generator.generateTBSCertificate();
        Bytes signature = key.sign(scheme, Der.write(inner));
        ASN1EncodableVector outer = new ASN1EncodableVector(3);
        outer.add(inner);
        outer.add(algorithm);
        outer.add(new DERBitString(signature.toArray()));
        return Certificate.parse(Der.write(new DERSequence(outer)));
    }

    // PKCS#1 for RSA: stock clients do not read PSS in certificates.
    private static SignatureScheme scheme(KeyKind kind) {
        return switch (kind) {
            case RSA -> SignatureScheme.RSA_PKCS1_SHA2_256;
            case EC_P256 -> SignatureScheme.ECDSA_SHA2_256;
            case EC_P384 -> SignatureScheme.ECDSA_SHA2_384;
            case EC_P521 -> SignatureScheme.ECDSA_SHA2_512;
            case ED25519 -> SignatureScheme.ED25519;
        };
    }

    // Positive and with its first octet not zero, so that all serials are equally long.
    private static BigInteger serial(Randomness randomness) {
        byte[] octets = randomness.octets(SERIAL_OCTETS).toArray();
        octets[0] = (byte) (octets[0] & 0x3f | 0x40);
        return new BigInteger(1, octets);
    }

    private static X500Name named(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }
}
