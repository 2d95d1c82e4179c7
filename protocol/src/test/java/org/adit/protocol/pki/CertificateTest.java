package org.adit.protocol.pki;

import static org.adit.protocol.pki.CertificateForge.authority;
import static org.adit.protocol.pki.CertificateForge.failure;
import static org.adit.protocol.pki.CertificateForge.good;
import static org.adit.protocol.pki.CertificateForge.key;
import static org.adit.protocol.pki.CertificateForge.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.util.Random;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.pki.CertificateForge.Made;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;

/// R-5280-02 and L-21: what is read, and that nothing a stranger writes makes reading throw.
class CertificateTest {
    @Test
    void whatIsInACertificateIsRead() {
        Made made = named("CN=vpn.example.com,O=Example")
                .dns("vpn.example.com")
                .mail("admin@example.com")
                .address("192.0.2.1")
                .address("2001:db8::1")
                .make();
        Certificate certificate = made.certificate();

        assertThat(certificate.subjectText()).isEqualTo("CN=vpn.example.com,O=Example");
        assertThat(certificate.dnsNames()).containsExactly("vpn.example.com");
        assertThat(certificate.mailNames()).containsExactly("admin@example.com");
        assertThat(certificate.addresses()).containsExactly(IpAddress.of("192.0.2.1"), IpAddress.of("2001:db8::1"));
        assertThat(certificate.key().subjectPublicKeyInfo())
                .isEqualTo(made.key().verifyingKey().subjectPublicKeyInfo());
        assertThat(certificate.fingerprint().length()).isEqualTo(32);
        assertThat(certificate.authority()).isFalse();
    }

    @Test
    void noFlippedOctetMakesReadingThrow() {
        for (KeyKind kind : KeyKind.values()) {
            Bytes der = authority("CN=Root,O=Example")
                    .key(key(kind, 0))
                    .dns("a.example")
                    .mail("a@b")
                    .address("192.0.2.1")
                    .purposes("1.3.6.1.5.5.7.3.1")
                    .der();
            Certificate whole = good(Certificate.parse(der));
            for (int at = 0; at < der.length(); at++) {
                for (int mask : new int[] {0x01, 0x80, 0xff, 0x20}) {
                    Certificate.parse(altered(der, at, mask)).map(read -> {
                        assertThat(read).isNotEqualTo(whole);
                        assertThat(read.subjectText()).isNotEmpty();
                        return read.wasSignedBy(whole);
                    });
                }
            }
        }
    }

    @Test
    void noCutAndNoTailIsReadAsACertificate() {
        Bytes der = named("CN=a").dns("a.example").der();
        for (int length = 0; length < der.length(); length++) {
            assertThat(Certificate.parse(der.slice(0, length))).isInstanceOf(Result.Failed.class);
        }
        assertThat(Certificate.parse(der.plus(Bytes.of((byte) 0)))).isInstanceOf(Result.Failed.class);
    }

    @Test
    void noiseIsNeverACertificate() {
        long seed = 20261124;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length > 4 && i % 2 == 0) {
                noise[0] = 0x30;
                noise[1] = (byte) Math.min(0x7f, noise.length - 2);
            }
            assertThat(Certificate.parse(Bytes.wrap(noise)))
                    .as("seed %d, round %d", seed, i)
                    .isInstanceOf(Result.Failed.class);
        }
    }

    @Test
    void deepNestingIsRefusedBeforeAnythingRecurses() {
        int depth = 5_000;
        byte[] nested = new byte[Certificate.MAX_OCTETS];
        int at = nested.length;
        int length = 0;
        for (int i = 0; i < depth && at > 4; i++) {
            int head = length < 0x80 ? 2 : length < 0x100 ? 3 : 4;
            at -= head;
            nested[at] = 0x30;
            if (head == 2) {
                nested[at + 1] = (byte) length;
            } else if (head == 3) {
                nested[at + 1] = (byte) 0x81;
                nested[at + 2] = (byte) length;
            } else {
                nested[at + 1] = (byte) 0x82;
                nested[at + 2] = (byte) (length >>> 8);
                nested[at + 3] = (byte) length;
            }
            length += head;
        }
        assertThat(failure(Certificate.parse(Bytes.of(nested, at, nested.length))))
                .isInstanceOf(PkiFailure.Malformed.class);
    }

    @Test
    void longFormsOfLengthsAreNotDer() {
        Bytes der = named("CN=a").der();
        // 30 82 hh ll -> 30 83 00 hh ll: the same certificate in BER
        Bytes ber = Bytes.of((byte) 0x30, (byte) 0x83, (byte) 0).plus(der.slice(2, der.length()));
        assertThat(failure(Certificate.parse(ber))).isInstanceOf(PkiFailure.Malformed.class);
    }

    @Test
    void moreThan16KibAreNotLookedAt() {
        assertThat(failure(Certificate.parse(Bytes.wrap(new byte[16 * 1024 + 1]))))
                .isEqualTo(new PkiFailure.OutOfBounds("octets", 16 * 1024 + 1, 16 * 1024));
    }

    @Test
    void moreThan64NamesAreTooMany() {
        CertificateForge forge = named("CN=a");
        for (int i = 0; i < 64; i++) {
            forge.dns("host" + i + ".example");
        }
        CertificateForge more = named("CN=a");
        for (int i = 0; i < 65; i++) {
            more.dns("host" + i + ".example");
        }
        assertThat(Certificate.parse(forge.der())).isInstanceOf(Result.Ok.class);
        assertThat(failure(Certificate.parse(more.der()))).isEqualTo(new PkiFailure.OutOfBounds("names", 65, 64));
    }

    @Test
    void brokenHashesInSignaturesAreNamed() {
        AlgorithmIdentifier sha1 =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.sha1WithRSAEncryption, DERNull.INSTANCE);
        AlgorithmIdentifier md5 = new AlgorithmIdentifier(PKCSObjectIdentifiers.md5WithRSAEncryption, DERNull.INSTANCE);
        AlgorithmIdentifier ecdsaSha1 = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA1);

        assertThat(failure(Certificate.parse(named("CN=a").claiming(sha1).der())))
                .isEqualTo(new PkiFailure.UnsupportedSignature("CN=a", "SHA-1 with RSA"));
        assertThat(failure(Certificate.parse(named("CN=a").claiming(md5).der())))
                .isEqualTo(new PkiFailure.UnsupportedSignature("CN=a", "MD5 with RSA"));
        assertThat(failure(Certificate.parse(named("CN=a").claiming(ecdsaSha1).der())))
                .isEqualTo(new PkiFailure.UnsupportedSignature("CN=a", "SHA-1 with ECDSA"));
    }

    @Test
    void weakAndOddRsaKeysAreRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        BigInteger modulus = ((java.security.interfaces.RSAPublicKey)
                        generator.generateKeyPair().getPublic())
                .getModulus();
        BigInteger exponent = BigInteger.valueOf(65_537);

        assertThat(rsa(modulus, exponent)).isInstanceOf(Result.Ok.class);
        assertRefusedKey(rsa(modulus.shiftRight(1).setBit(0), exponent));
        assertRefusedKey(rsa(modulus.clearBit(0), exponent));
        assertRefusedKey(rsa(modulus, BigInteger.valueOf(3)));
        assertRefusedKey(rsa(modulus, BigInteger.valueOf(65_536)));
        assertRefusedKey(rsa(modulus, BigInteger.ONE.shiftLeft(64).setBit(0)));
        assertRefusedKey(rsa(BigInteger.ONE.shiftLeft(8192).setBit(0), exponent));
        assertRefusedKey(rsa(modulus.negate(), exponent));
    }

    @Test
    void curvesThatAreNotNamedOrNotOursAreRefused() {
        byte[] point = new byte[65];
        point[0] = 4;
        ASN1EncodableVector explicit = new ASN1EncodableVector();
        explicit.add(new ASN1Integer(1));
        AlgorithmIdentifier spelt =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, new DERSequence(explicit));
        AlgorithmIdentifier koblitz =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, new ASN1ObjectIdentifier("1.3.132.0.10"));
        AlgorithmIdentifier p256 =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, X9ObjectIdentifiers.prime256v1);

        assertRefusedKey(withKey(new SubjectPublicKeyInfo(spelt, point)));
        assertRefusedKey(withKey(new SubjectPublicKeyInfo(koblitz, point)));
        assertRefusedKey(withKey(new SubjectPublicKeyInfo(p256, point))); // not on the curve
        assertRefusedKey(withKey(new SubjectPublicKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_dsa), point)));
    }

    @Test
    void namesWithHiddenCharactersAreRefused() {
        for (String name : new String[] {"a.example\0.evil", "a b", "", "a\u007f"}) {
            DERSequence names = new DERSequence(new DERTaggedObject(false, 2, new DERIA5String(name)));
            Bytes der = named("CN=a")
                    .with(Extension.subjectAlternativeName, false, names)
                    .der();
            assertThat(failure(Certificate.parse(der))).isInstanceOf(PkiFailure.Malformed.class);
        }
    }

    @Test
    void textOfAStrangerIsMadeVisible() {
        Certificate certificate =
                named("CN=evil\u202e\u0007" + "x".repeat(50)).make().certificate();
        assertThat(certificate.subjectText())
                .startsWith("CN=evil\\u{202e}\\u{7}xxx")
                .hasSizeLessThanOrEqualTo(256);
        assertThat(Shown.text("y".repeat(1_000))).hasSize(256).endsWith("…");
    }

    private static Result<Certificate, PkiFailure> rsa(BigInteger modulus, BigInteger exponent) {
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        Bytes key = modulus.signum() > 0
                ? Der.write(new RSAPublicKey(modulus, exponent))
                : Der.write(new DERSequence(
                        new org.bouncycastle.asn1.ASN1Encodable[] {new ASN1Integer(modulus), new ASN1Integer(exponent)
                        }));
        return withKey(new SubjectPublicKeyInfo(algorithm, key.toArray()));
    }

    private static Result<Certificate, PkiFailure> withKey(SubjectPublicKeyInfo info) {
        return Certificate.parse(named("CN=a").publicKeyInfo(Der.write(info)).der());
    }

    private static void assertRefusedKey(Result<Certificate, PkiFailure> result) {
        assertThat(failure(result)).isInstanceOfAny(PkiFailure.UnsupportedKey.class, PkiFailure.Malformed.class);
    }

    private static Bytes altered(Bytes der, int at, int mask) {
        byte[] octets = der.toArray();
        octets[at] ^= (byte) mask;
        return Bytes.wrap(octets);
    }
}
