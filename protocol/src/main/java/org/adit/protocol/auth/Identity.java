package org.adit.protocol.auth;

import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;
import org.adit.protocol.pki.DistinguishedName;
import org.adit.protocol.pki.Shown;
import org.adit.protocol.wire.IdentityType;
import org.adit.protocol.wire.Payload;

/// Who somebody says they are, as IDi or IDr carries it. RFC 7296 §3.5. Equality is of octets; whether two mean the
/// same is [#sameAs].
public record Identity(IdentityType type, Bytes data) {
    public static Identity fqdn(String name) {
        return new Identity(IdentityType.FQDN, Bytes.ofUtf8(name));
    }

    public static Identity rfc822(String mailbox) {
        return new Identity(IdentityType.RFC822_ADDR, Bytes.ofUtf8(mailbox));
    }

    public static Identity address(IpAddress address) {
        return new Identity(address.isV4() ? IdentityType.IPV4_ADDR : IdentityType.IPV6_ADDR, address.octets());
    }

    public static Identity keyId(Bytes octets) {
        return new Identity(IdentityType.KEY_ID, octets);
    }

    /// `name` is the DER of an X.501 Name.
    public static Identity distinguishedName(Bytes name) {
        return new Identity(IdentityType.DER_ASN1_DN, name);
    }

    /// From text as people write it: an address, `user@host`, `CN=…` (RFC 4514), else a host name. Empty if it is none
    /// of these: letters outside ASCII, spaces.
    public static Optional<Identity> parse(String text) {
        Optional<IpAddress> address = IpAddress.parse(text);
        if (address.isPresent()) {
            return address.map(Identity::address);
        }
        if (text.indexOf('=') >= 0) {
            return DistinguishedName.parse(text).map(Identity::distinguishedName);
        }
        boolean visible = !text.isEmpty() && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (!visible) {
            return Optional.empty();
        }
        int at = text.indexOf('@');
        if (at < 0) {
            return Optional.of(fqdn(text));
        }
        boolean mailbox = at > 0 && at == text.lastIndexOf('@') && at < text.length() - 1;
        return mailbox ? Optional.of(rfc822(text)) : Optional.empty();
    }

    public static Identity of(Payload.Identification payload) {
        return new Identity(payload.type(), payload.data());
    }

    public Payload.Identification payload(boolean initiator) {
        return new Payload.Identification(initiator, type, data);
    }

    /// Whether both name the same: host names and mailboxes without regard to ASCII case, directory names as RFC 5280
    /// §7.1 says, everything else octet by octet. Different types are never the same (L-35).
    public boolean sameAs(Identity other) {
        if (!type.equals(other.type)) {
            return false;
        }
        if (type.equals(IdentityType.FQDN) || type.equals(IdentityType.RFC822_ADDR)) {
            return folded(data).equals(folded(other.data));
        }
        return type.equals(IdentityType.DER_ASN1_DN)
                ? DistinguishedName.same(data, other.data)
                : data.equals(other.data);
    }

    /// For people: never more than 256 characters, control characters escaped.
    public String text() {
        return switch (type.value()) {
            case 1, 5 -> address().map(IpAddress::toString).orElse("(an address of " + data.length() + " octets)");
            case 2, 3 -> data.isEmpty() ? "(empty name)" : Shown.text(data.utf8());
            case 9 -> DistinguishedName.text(data);
            case 11 -> "key id " + (printable() ? Shown.text(data.utf8()) : data.toString());
            default -> type + " " + data;
        };
    }

    /// The address, if this is one of the right length.
    Optional<IpAddress> address() {
        boolean v4 = type.equals(IdentityType.IPV4_ADDR) && data.length() == 4;
        boolean v6 = type.equals(IdentityType.IPV6_ADDR) && data.length() == 16;
        return v4 || v6 ? Optional.of(IpAddress.of(data)) : Optional.empty();
    }

    private boolean printable() {
        for (int i = 0; i < data.length(); i++) {
            if (data.at(i) <= 0x20 || data.at(i) >= 0x7f) {
                return false;
            }
        }
        return !data.isEmpty();
    }

    // Octets, not characters: Unicode has letters that fold onto ASCII ones.
    private static Bytes folded(Bytes octets) {
        byte[] folded = octets.toArray();
        for (int i = 0; i < folded.length; i++) {
            if (folded[i] >= 'A' && folded[i] <= 'Z') {
                folded[i] = (byte) (folded[i] + 'a' - 'A');
            }
        }
        return Bytes.wrap(folded);
    }
}
