package org.adit.protocol.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.protocol.crypto.GeneratedKey;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SignatureScheme;
import org.adit.protocol.crypto.SigningKeys;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/// Makes certificates of any shape, wrong ones too. Not what issues them in the product: that is [CertificateIssuer].
public final class CertificateForge {
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final Map<KeyKind, List<GeneratedKey>> KEYS = new EnumMap<>(KeyKind.class);
    private static final AtomicLong SERIAL = new AtomicLong(0x1000);

    /// A certificate, and the key to the public one in it.
    public record Made(Certificate certificate, GeneratedKey key) {}

    private final String subject;
    private final ExtensionsGenerator extensions = new ExtensionsGenerator();
    private final List<GeneralName> names = new ArrayList<>();
    private GeneratedKey key = key(KeyKind.EC_P256, 0);
    private Bytes publicKeyInfo = Bytes.EMPTY;
    private String issuerName;
    private Optional<GeneratedKey> issuerKey = Optional.empty();
    private Instant notBefore = NOW.minusSeconds(86_400);
    private Instant notAfter = NOW.plusSeconds(86_400);
    private AlgorithmIdentifier claimed;

    private CertificateForge(String subject) {
        this.subject = subject;
        this.issuerName = subject;
    }

    /// Self-signed unless [#issuedBy] says otherwise; `subject` is a whole name such as `CN=a,O=b`.
    public static CertificateForge named(String subject) {
        return new CertificateForge(subject);
    }

    public static CertificateForge authority(String subject) {
        return named(subject)
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    /// The `number`th key of a kind; made once for all tests, as RSA keys are slow to make.
    public static synchronized GeneratedKey key(KeyKind kind, int number) {
        List<GeneratedKey> keys = KEYS.computeIfAbsent(kind, _ -> new ArrayList<>());
        while (keys.size() <= number) {
            keys.add(SigningKeys.generate(kind));
        }
        return keys.get(number);
    }

    public CertificateForge key(GeneratedKey own) {
        key = own;
        return this;
    }

    public CertificateForge publicKeyInfo(Bytes info) {
        publicKeyInfo = info;
        return this;
    }

    public CertificateForge issuedBy(Made issuer) {
        issuerName = issuer.certificate().subjectText();
        issuerKey = Optional.of(issuer.key());
        return this;
    }

    public CertificateForge issuedBy(String name, GeneratedKey by) {
        issuerName = name;
        issuerKey = Optional.of(by);
        return this;
    }

    public CertificateForge valid(Instant from, Instant to) {
        notBefore = from;
        notAfter = to;
        return this;
    }

    public CertificateForge dns(String name) {
        names.add(new GeneralName(GeneralName.dNSName, name));
        return this;
    }

    public CertificateForge mail(String name) {
        names.add(new GeneralName(GeneralName.rfc822Name, name));
        return this;
    }

    public CertificateForge address(String address) {
        byte[] octets = IpAddress.of(address).octets().toArray();
        names.add(new GeneralName(GeneralName.iPAddress, new DEROctetString(octets)));
        return this;
    }

    public CertificateForge usage(int bits) {
        return with(Extension.keyUsage, true, new KeyUsage(bits));
    }

    public CertificateForge purposes(String... oids) {
        KeyPurposeId[] ids = new KeyPurposeId[oids.length];
        for (int i = 0; i < oids.length; i++) {
            ids[i] = KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oids[i]));
        }
        return with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(ids));
    }

    public CertificateForge pathLength(int length) {
        return with(Extension.basicConstraints, true, new BasicConstraints(length))
                .usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    public CertificateForge with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            extensions.addExtension(oid, critical, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public CertificateForge unknown(boolean critical) {
        return with(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), critical, DERNull.INSTANCE);
    }

    /// Says that another algorithm signed it.
    public CertificateForge claiming(AlgorithmIdentifier algorithm) {
        claimed = algorithm;
        return this;
    }

    public Bytes der() {
        GeneratedKey signer = issuerKey.orElse(key);
        SignatureScheme scheme = switch (signer.signingKey().kind()) {
            case RSA -> SignatureScheme.RSA_PKCS1_SHA2_256;
            case EC_P256 -> SignatureScheme.ECDSA_SHA2_256;
            case EC_P384 -> SignatureScheme.ECDSA_SHA2_384;
            case EC_P521 -> SignatureScheme.ECDSA_SHA2_512;
            case ED25519 -> SignatureScheme.ED25519;
        };
        AlgorithmIdentifier algorithm = claimed != null
                ? claimed
                : AlgorithmIdentifier.getInstance(
                        SignatureAlgorithms.write(scheme).toArray());
        if (!names.isEmpty()) {
            with(Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(new GeneralName[0])));
            names.clear();
        }
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(BigInteger.valueOf(SERIAL.incrementAndGet())));
        generator.setSignature(algorithm);
        generator.setIssuer(name(issuerName));
        generator.setSubject(name(subject));
        generator.setStartDate(new Time(Date.from(notBefore)));
        generator.setEndDate(new Time(Date.from(notAfter)));
        Bytes info = publicKeyInfo.isEmpty() ? key.verifyingKey().subjectPublicKeyInfo() : publicKeyInfo;
        generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(info.toArray()));
        if (!extensions.isEmpty()) {
            generator.setExtensions(extensions.generate());
        }
        TBSCertificate inner = generator.generateTBSCertificate();
        ASN1EncodableVector outer = new ASN1EncodableVector();
        outer.add(inner);
        outer.add(algorithm);
        outer.add(new DERBitString(
                signer.signingKey().sign(scheme, Der.write(inner)).toArray()));
        return Der.write(new DERSequence(outer));
    }

    public Made make() {
        return new Made(good(Certificate.parse(der())), key);
    }

    public static <T> T good(Result<T, PkiFailure> result) {
        return switch (result) {
            case Result.Ok<T, PkiFailure>(T value) -> value;
            case Result.Failed<T, PkiFailure>(PkiFailure failure) ->
                throw new AssertionError(failure.code() + " " + failure.explain());
        };
    }

    public static <T> PkiFailure failure(Result<T, PkiFailure> result) {
        return switch (result) {
            case Result.Ok<T, PkiFailure>(T value) -> throw new AssertionError("accepted: " + value);
            case Result.Failed<T, PkiFailure>(PkiFailure failure) -> failure;
        };
    }

    private static X500Name name(String text) {
        if (text.isEmpty() || text.equals("(empty name)")) {
            return new X500Name(new RDN[0]);
        }
        return DistinguishedName.parse(text)
                .map(der -> X500Name.getInstance(der.toArray()))
                .orElseGet(() -> new X500NameBuilder()
                        .addRDN(BCStyle.CN, text.substring("CN=".length()))
                        .build());
    }
}
