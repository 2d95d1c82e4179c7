package org.adit.protocol.auth;

import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SignatureScheme;
import org.adit.protocol.wire.AuthenticationMethod;

/// Methods 9 to 11 (RFC 4754 §7): the curve fixes the hash, and the signature is r | s, each as long as the group's
/// order. DER is made and read here for the primitives below.
enum FixedEcdsa {
    P256(AuthenticationMethod.ECDSA_SHA2_256_P256, KeyKind.EC_P256, SignatureScheme.ECDSA_SHA2_256, 32),
    P384(AuthenticationMethod.ECDSA_SHA2_384_P384, KeyKind.EC_P384, SignatureScheme.ECDSA_SHA2_384, 48),
    P521(AuthenticationMethod.ECDSA_SHA2_512_P521, KeyKind.EC_P521, SignatureScheme.ECDSA_SHA2_512, 66);

    private static final int INTEGER = 0x02;
    private static final int SEQUENCE = 0x30;

    private final AuthenticationMethod method;
    private final KeyKind kind;
    private final SignatureScheme scheme;
    private final int octets;

    FixedEcdsa(AuthenticationMethod method, KeyKind kind, SignatureScheme scheme, int octets) {
        this.method = method;
        this.kind = kind;
        this.scheme = scheme;
        this.octets = octets;
    }

    static Optional<FixedEcdsa> of(AuthenticationMethod method) {
        for (FixedEcdsa fixed : values()) {
            if (fixed.method.equals(method)) {
                return Optional.of(fixed);
            }
        }
        return Optional.empty();
    }

    static Optional<FixedEcdsa> of(KeyKind kind) {
        for (FixedEcdsa fixed : values()) {
            if (fixed.kind == kind) {
                return Optional.of(fixed);
            }
        }
        return Optional.empty();
    }

    AuthenticationMethod method() {
        return method;
    }

    KeyKind kind() {
        return kind;
    }

    SignatureScheme scheme() {
        return scheme;
    }

    /// Empty unless `fixed` has exactly two numbers of this curve's length: DER has not.
    Optional<Bytes> toDer(Bytes fixed) {
        if (fixed.length() != 2 * octets) {
            return Optional.empty();
        }
        Bytes numbers = integer(fixed.slice(0, octets)).plus(integer(fixed.slice(octets, 2 * octets)));
        return Optional.of(element(SEQUENCE, numbers));
    }

    /// `der` is our own primitive's, so it is well formed.
    Bytes fromDer(Bytes der) {
        int at = der.at(1) < 0x80 ? 2 : 3;
        int rEnd = at + 2 + der.at(at + 1);
        Bytes r = der.slice(at + 2, rEnd);
        Bytes s = der.slice(rEnd + 2, der.length());
        return padded(r).plus(padded(s));
    }

    private Bytes padded(Bytes number) {
        Bytes magnitude = number.at(0) == 0 ? number.slice(1, number.length()) : number;
        return Bytes.wrap(new byte[octets - magnitude.length()]).plus(magnitude);
    }

    private static Bytes integer(Bytes unsigned) {
        int from = 0;
        while (from < unsigned.length() - 1 && unsigned.at(from) == 0) {
            from++;
        }
        Bytes magnitude = unsigned.slice(from, unsigned.length());
        return element(
                INTEGER, magnitude.at(0) < 0x80 ? magnitude : Bytes.of((byte) 0).plus(magnitude));
    }

    /// Contents here are at most 140 octets.
    private static Bytes element(int tag, Bytes content) {
        Bytes head = content.length() < 0x80
                ? Bytes.of((byte) tag, (byte) content.length())
                : Bytes.of((byte) tag, (byte) 0x81, (byte) content.length());
        return head.plus(content);
    }
}
