package org.adit.protocol.pki;

import java.math.BigInteger;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.VerifyingKey;
import org.adit.protocol.crypto.VerifyingKeys;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Public keys of certificates. Bounds come before any arithmetic (L-21, L-60).
final class PublicKeys {
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final int MAX_EXPONENT_BITS = 64;
    private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65_537);

    private PublicKeys() {}

    static VerifyingKey read(String subject, SubjectPublicKeyInfo info) throws Unreadable {
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            requireSoundRsa(subject, info);
        } else if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            requireNamedCurve(subject, info);
        } else if (!algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
            throw unsupported(subject, "of the kind " + algorithm.getId());
        }
        return VerifyingKeys.fromSubjectPublicKeyInfo(Der.write(info))
                .orElseThrow(() -> unsupported(subject, "not a valid one of its kind"));
    }

    private static void requireSoundRsa(String subject, SubjectPublicKeyInfo info) throws Unreadable {
        RSAPublicKey key = RSAPublicKey.getInstance(
                Der.read(Bytes.wrap(info.getPublicKeyData().getOctets()))
                        .orElseThrow(() -> new Unreadable(new PkiFailure.Malformed("an RSA key"))));
        BigInteger modulus = key.getModulus();
        BigInteger exponent = key.getPublicExponent();
        int bits = modulus.bitLength();
        if (modulus.signum() <= 0 || bits < MIN_RSA_BITS || bits > MAX_RSA_BITS || !modulus.testBit(0)) {
            throw unsupported(subject, "RSA with a modulus of " + bits + " bits, which is too weak, too large or even");
        }
        boolean sound = exponent.testBit(0)
                && exponent.compareTo(MIN_EXPONENT) >= 0
                && exponent.bitLength() <= MAX_EXPONENT_BITS;
        if (!sound) {
            String shown = exponent.bitLength() <= MAX_EXPONENT_BITS
                    ? exponent.toString()
                    : "of " + exponent.bitLength() + " bits";
            throw unsupported(subject, "RSA with the public exponent " + shown);
        }
    }

    // Parameters spelt out (CVE-2020-0601) are no OBJECT IDENTIFIER and fall through here.
    private static void requireNamedCurve(String subject, SubjectPublicKeyInfo info) throws Unreadable {
        Object curve = info.getAlgorithm().getParameters();
        boolean known = SECObjectIdentifiers.secp256r1.equals(curve)
                || SECObjectIdentifiers.secp384r1.equals(curve)
                || SECObjectIdentifiers.secp521r1.equals(curve);
        if (!known) {
            String shown = curve instanceof ASN1ObjectIdentifier oid ? oid.getId() : "given by its parameters";
            throw unsupported(subject, "on a curve that is not P-256, P-384 or P-521 (" + shown + ")");
        }
    }

    private static Unreadable unsupported(String subject, String found) {
        return new Unreadable(new PkiFailure.UnsupportedKey(subject, found));
    }
}
