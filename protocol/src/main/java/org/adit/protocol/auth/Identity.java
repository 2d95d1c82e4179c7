package org.adit.protocol.auth;

import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;
import org.adit.protocol.wire.IdentityType;
import org.adit.protocol.wire.Payload;

/// Who somebody says they are, as IDi or IDr carries it. RFC 7296 §3.5.
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

    /// From text as people write it: an address, `user@host`, `CN=…` (RFC 4514), else a host name.
    public static Optional<Identity> parse(String text) {
        throw new UnsupportedOperationException("seam " + text);
    }

    public static Identity of(Payload.Identification payload) {
        return new Identity(payload.type(), payload.data());
    }

    public Payload.Identification payload(boolean initiator) {
        return new Payload.Identification(initiator, type, data);
    }

    /// For people: never more than 256 characters, control characters escaped.
    public String text() {
        throw new UnsupportedOperationException("seam");
    }
}
