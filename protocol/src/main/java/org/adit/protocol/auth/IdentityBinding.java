package org.adit.protocol.auth;

import org.adit.base.Bytes;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.DistinguishedName;
import org.adit.protocol.wire.IdentityType;

/// Which identities a certificate stands for. RFC 4945 §3.1 (R-4945-01): each type has one place, compared as a whole,
/// without wildcards; the common name is none of them.
final class IdentityBinding {
    private IdentityBinding() {}

    static boolean holds(Certificate certificate, Identity identity) {
        IdentityType type = identity.type();
        if (type.equals(IdentityType.FQDN)) {
            return certificate.dnsNames().stream().map(Identity::fqdn).anyMatch(identity::sameAs);
        }
        if (type.equals(IdentityType.RFC822_ADDR)) {
            return certificate.mailNames().stream().map(Identity::rfc822).anyMatch(identity::sameAs);
        }
        if (type.equals(IdentityType.IPV4_ADDR) || type.equals(IdentityType.IPV6_ADDR)) {
            return certificate.addresses().stream().map(Identity::address).anyMatch(identity::sameAs);
        }
        if (type.equals(IdentityType.DER_ASN1_DN)) {
            return !DistinguishedName.isEmpty(identity.data())
                    && DistinguishedName.same(certificate.subject(), identity.data());
        }
        return type.equals(IdentityType.KEY_ID) && holdsKeyId(certificate, identity);
    }

    static boolean supports(IdentityType type) {
        return type.equals(IdentityType.FQDN)
                || type.equals(IdentityType.RFC822_ADDR)
                || type.equals(IdentityType.IPV4_ADDR)
                || type.equals(IdentityType.IPV6_ADDR)
                || type.equals(IdentityType.DER_ASN1_DN)
                || type.equals(IdentityType.KEY_ID);
    }

    // RFC 4945 leaves KEY_ID to shared secrets. Some clients send their name as one, so it may repeat an alternative
    // name octet by octet; the subject stays out of it (§3.1.9).
    private static boolean holdsKeyId(Certificate certificate, Identity identity) {
        return certificate.dnsNames().stream().anyMatch(name -> identity.equals(keyId(name)))
                || certificate.mailNames().stream().anyMatch(name -> identity.equals(keyId(name)));
    }

    private static Identity keyId(String text) {
        return Identity.keyId(Bytes.ofUtf8(text));
    }
}
