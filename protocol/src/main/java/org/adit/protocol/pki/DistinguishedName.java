package org.adit.protocol.pki;

import java.util.Optional;
import org.adit.base.Bytes;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x500.style.RFC4519Style;

/// Names of X.501 in DER: as text (RFC 4514) and compared (RFC 5280 §7.1).
public final class DistinguishedName {
    private DistinguishedName() {}

    /// From RFC 4514 text such as `CN=vpn.example.com,O=Example`.
    public static Optional<Bytes> parse(String text) {
        try {
            X500Name name = new X500Name(RFC4519Style.INSTANCE, text);
            return name.size() == 0 ? Optional.empty() : Optional.of(Der.write(name));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    /// For people: bounded, escaped; never empty.
    public static String text(Bytes name) {
        if (name.length() > Certificate.MAX_OCTETS) {
            return "(a name of " + name.length() + " octets)";
        }
        return read(name).map(DistinguishedName::text).orElse("(not a name: " + name + ")");
    }

    static String text(X500Name name) {
        RDN[] fromLast = new RDN[name.size()]; // RFC 4514 §2.1 begins with the last
        for (int i = 0; i < fromLast.length; i++) {
            fromLast[i] = name.getRDNs()[fromLast.length - 1 - i];
        }
        String text = new X500Name(BCStyle.INSTANCE, fromLast).toString();
        return text.isEmpty() ? "(empty name)" : Shown.text(text);
    }

    /// Whether it is the Name without parts, which identifies nobody, or none at all.
    public static boolean isEmpty(Bytes name) {
        return read(name).map(X500Name::size).orElse(0) == 0;
    }

    /// Whether both are the same name, whatever string types, case and spaces they are written with. The order of the
    /// parts counts, which the library's own comparison leaves out.
    public static boolean same(Bytes one, Bytes other) {
        if (one.equals(other)) {
            return !one.isEmpty();
        }
        Optional<X500Name> left = read(one);
        Optional<X500Name> right = read(other);
        return left.isPresent()
                && right.isPresent()
                && left.get().size() == right.get().size()
                && startsWith(left.get(), right.get());
    }

    /// Whether the first parts of `name` are those of `prefix`: RFC 5280 §4.2.1.10 for directory names.
    static boolean startsWith(X500Name name, X500Name prefix) {
        if (name.size() < prefix.size()) {
            return false;
        }
        RDN[] parts = name.getRDNs();
        RDN[] wanted = prefix.getRDNs();
        for (int i = 0; i < wanted.length; i++) {
            if (!IETFUtils.rDNAreEqual(parts[i], wanted[i])) {
                return false;
            }
        }
        return true;
    }

    static Optional<X500Name> read(Bytes name) {
        if (name.length() > Certificate.MAX_OCTETS) {
            return Optional.empty();
        }
        try {
            Optional<ASN1Primitive> element = Der.read(name);
            return element.map(X500Name::getInstance);
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }
}
