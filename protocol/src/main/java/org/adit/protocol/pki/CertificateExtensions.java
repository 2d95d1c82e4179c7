package org.adit.protocol.pki;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

/// What the extensions say that we understand (RFC 5280 §4.2); the critical ones that we do not are only listed.
/// `pathLength` is of authorities only, `purposes` are object identifiers.
record CertificateExtensions(
        boolean authority,
        Optional<Integer> pathLength,
        Optional<KeyUsage> keyUsage,
        Optional<List<String>> purposes,
        AlternativeNames names,
        Optional<NameConstraint> constraint,
        List<String> unknownCritical) {
    private static final int MAX_EXTENSIONS = 32;
    private static final CertificateExtensions NONE = new CertificateExtensions(
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            AlternativeNames.NONE,
            Optional.empty(),
            List.of());

    // Policies are asked for by nobody here, so reading them changes nothing unless policyConstraints demand one; those
    // are unknown to us.
    private static final List<ASN1ObjectIdentifier> UNDERSTOOD = List.of(
            Extension.basicConstraints,
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.subjectAlternativeName,
            Extension.nameConstraints,
            Extension.certificatePolicies);

    static CertificateExtensions read(@Nullable Extensions extensions) throws Unreadable {
        if (extensions == null) {
            return NONE;
        }
        Unreadable.bound("extensions", extensions.getExtensionOIDs().length, MAX_EXTENSIONS);
        List<String> unknown = new ArrayList<>();
        for (ASN1ObjectIdentifier oid : extensions.getCriticalExtensionOIDs()) {
            if (!UNDERSTOOD.contains(oid)) {
                unknown.add(oid.getId());
            }
        }
        Optional<BasicConstraints> basic =
                value(extensions, Extension.basicConstraints).map(BasicConstraints::getInstance);
        boolean authority = basic.map(BasicConstraints::isCA).orElse(false);
        Optional<GeneralNames> names =
                value(extensions, Extension.subjectAlternativeName).map(GeneralNames::getInstance);
        Optional<NameConstraints> constraints =
                value(extensions, Extension.nameConstraints).map(NameConstraints::getInstance);
        return new CertificateExtensions(
                authority,
                authority ? pathLength(basic.get()) : Optional.empty(),
                value(extensions, Extension.keyUsage).map(KeyUsage::getInstance),
                purposes(value(extensions, Extension.extendedKeyUsage)),
                names.isPresent() ? AlternativeNames.read(names.get()) : AlternativeNames.NONE,
                constraints.isPresent() ? Optional.of(NameConstraint.read(constraints.get())) : Optional.empty(),
                unknown);
    }

    CertificateExtensions {
        unknownCritical = List.copyOf(unknownCritical);
    }

    /// Whether key usage, if there is any, has all of `bits`.
    boolean mayBeUsedFor(int bits) {
        return keyUsage.isEmpty() || keyUsage.get().hasUsages(bits);
    }

    private static Optional<Integer> pathLength(BasicConstraints basic) throws Unreadable {
        if (basic.getPathLenConstraintInteger() == null) {
            return Optional.empty();
        }
        BigInteger length = basic.getPathLenConstraintInteger().getValue();
        Unreadable.unless(length.signum() >= 0, "a negative path length");
        return Optional.of(length.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue());
    }

    private static Optional<List<String>> purposes(Optional<ASN1Primitive> value) throws Unreadable {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        KeyPurposeId[] ids = ExtendedKeyUsage.getInstance(value.get()).getUsages();
        Unreadable.bound("purposes", ids.length, Certificate.MAX_NAMES);
        List<String> purposes = new ArrayList<>();
        for (KeyPurposeId id : ids) {
            purposes.add(id.getId());
        }
        return Optional.of(List.copyOf(purposes));
    }

    /// The value of an extension, read as strictly as the certificate around it.
    private static Optional<ASN1Primitive> value(Extensions extensions, ASN1ObjectIdentifier oid) throws Unreadable {
        Extension extension = extensions.getExtension(oid);
        if (extension == null) {
            return Optional.empty();
        }
        Optional<ASN1Primitive> value =
                Der.read(Bytes.wrap(extension.getExtnValue().getOctets()));
        Unreadable.unless(value.isPresent(), "extension " + oid.getId());
        return value;
    }
}
