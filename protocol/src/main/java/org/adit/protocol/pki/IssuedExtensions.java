package org.adit.protocol.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.VerifyingKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// The extensions of what we issue. RFC 5280 §4.2, and the names and purposes that stock clients look for.
record IssuedExtensions(Extensions asn1) {
    /// What Apple and old Windows clients accept beside serverAuth.
    static final KeyPurposeId IKE_INTERMEDIATE =
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.8.2.2"));

    private static final int KEY_ID_OCTETS = 20;
    private static final int LEAVES_ONLY = 0;

    static IssuedExtensions authority(VerifyingKey key) {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        try {
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(LEAVES_ONLY));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            extensions.addExtension(Extension.subjectKeyIdentifier, false, keyId(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new IssuedExtensions(extensions.generate());
    }

    static IssuedExtensions leaf(
            VerifyingKey key, Certificate issuer, List<GeneralName> names, int usage, List<KeyPurposeId> purposes) {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        try {
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            extensions.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(new KeyPurposeId[0])));
            extensions.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(new GeneralName[0])));
            extensions.addExtension(Extension.subjectKeyIdentifier, false, keyId(key));
            extensions.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(keyId(issuer.key()).getKeyIdentifier()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new IssuedExtensions(extensions.generate());
    }

    /// RSA keys get keyEncipherment too, which some clients ask of any RSA server.
    static int usageOf(KeyKind kind) {
        return switch (kind) {
            case RSA -> KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
            case EC_P256, EC_P384, EC_P521, ED25519 -> KeyUsage.digitalSignature;
        };
    }

    // RFC 7093 §2 (1): SHA-256 of the key, cut to 160 bits.
    private static SubjectKeyIdentifier keyId(VerifyingKey key) {
        Bytes info = key.subjectPublicKeyInfo();
        byte[] bits = SubjectPublicKeyInfo.getInstance(info.toArray())
                .getPublicKeyData()
                .getOctets();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bits);
            return new SubjectKeyIdentifier(Arrays.copyOf(digest, KEY_ID_OCTETS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
