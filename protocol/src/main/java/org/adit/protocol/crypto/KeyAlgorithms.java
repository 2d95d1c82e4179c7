package org.adit.protocol.crypto;

import java.util.Optional;
import org.adit.base.Bytes;

/// The AlgorithmIdentifiers of the keys we take (RFC 3279, 5480, 8410), whole: so explicit curves, other curves and
/// parameters where there should be none are not even parsed.
final class KeyAlgorithms {
    private static final Bytes RSA = Bytes.ofHex("300d06092a864886f70d0101010500");
    private static final Bytes P256 = Bytes.ofHex("301306072a8648ce3d020106082a8648ce3d030107");
    private static final Bytes P384 = Bytes.ofHex("301006072a8648ce3d020106052b81040022");
    private static final Bytes P521 = Bytes.ofHex("301006072a8648ce3d020106052b81040023");
    private static final Bytes ED25519 = Bytes.ofHex("300506032b6570");

    // RSA with 8192 bits: 1 KiB public, 4.6 KiB private
    private static final int LONGEST_PUBLIC = 2048;
    private static final int LONGEST_PRIVATE = 8192;

    private KeyAlgorithms() {}

    /// RFC 5280 §4.1: SEQUENCE { AlgorithmIdentifier, BIT STRING }
    static Optional<KeyKind> ofSubjectPublicKeyInfo(Bytes spki) {
        if (spki.length() > LONGEST_PUBLIC) {
            return Optional.empty();
        }
        return Der.wholeSequence(spki)
                .flatMap(outer -> Der.read(spki, outer.contentFrom(), outer.to())
                        .filter(identifier -> isWholeBitString(spki, identifier.to(), outer.to())))
                .flatMap(identifier -> kind(identifier.element(spki)));
    }

    // Providers keep the octets they were given, and do not look at the count of unused bits.
    private static boolean isWholeBitString(Bytes octets, int at, int limit) {
        return Der.read(octets, at, limit)
                .filter(bits -> bits.tag() == Der.BIT_STRING
                        && bits.to() == limit
                        && bits.contentFrom() < limit
                        && octets.at(bits.contentFrom()) == 0)
                .isPresent();
    }

    /// RFC 5958 §2: SEQUENCE { version, AlgorithmIdentifier, OCTET STRING, ... }
    static Optional<KeyKind> ofPkcs8(byte[] pkcs8) {
        if (pkcs8.length > LONGEST_PRIVATE) {
            return Optional.empty();
        }
        // A view without a copy: it does not outlive this call.
        Bytes octets = Bytes.wrap(pkcs8);
        return Der.wholeSequence(octets)
                .flatMap(outer -> Der.read(octets, outer.contentFrom(), outer.to())
                        .filter(version -> version.tag() == Der.INTEGER)
                        .flatMap(version -> Der.read(octets, version.to(), outer.to())))
                .flatMap(identifier -> kind(identifier.element(octets)));
    }

    static String factoryName(KeyKind kind) {
        return switch (kind) {
            case RSA -> "RSA";
            case EC_P256, EC_P384, EC_P521 -> "EC";
            case ED25519 -> "Ed25519";
        };
    }

    private static Optional<KeyKind> kind(Bytes identifier) {
        if (identifier.equals(RSA)) {
            return Optional.of(KeyKind.RSA);
        }
        if (identifier.equals(P256)) {
            return Optional.of(KeyKind.EC_P256);
        }
        if (identifier.equals(P384)) {
            return Optional.of(KeyKind.EC_P384);
        }
        if (identifier.equals(P521)) {
            return Optional.of(KeyKind.EC_P521);
        }
        return identifier.equals(ED25519) ? Optional.of(KeyKind.ED25519) : Optional.empty();
    }
}
