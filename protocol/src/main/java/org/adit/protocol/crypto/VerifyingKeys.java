package org.adit.protocol.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import java.util.OptionalInt;
import org.adit.base.Bytes;

/// Reads public keys. Takes RSA of 2048 to 8192 bits with an odd exponent from 65537 to 64 bits, the named curves
/// P-256, P-384 and P-521, and Ed25519; in DER only.
public final class VerifyingKeys {
    private static final int FEWEST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65537);
    private static final int MOST_EXPONENT_BITS = 64;

    private VerifyingKeys() {}

    /// Empty for every key we do not take. Never throws.
    public static Optional<VerifyingKey> fromSubjectPublicKeyInfo(Bytes spki) {
        return read(Platform.THIS.jca(), spki).map(key -> key);
    }

    static Optional<JcaVerifyingKey> read(Jca jca, Bytes spki) {
        Optional<KeyKind> kind = KeyAlgorithms.ofSubjectPublicKeyInfo(spki);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        try {
            PublicKey key = jca.keyFactory(KeyAlgorithms.factoryName(kind.get()))
                    .generatePublic(new X509EncodedKeySpec(spki.toArray()));
            // One key, one encoding: compressed points, padded integers and the like end here.
            if (!Bytes.wrap(key.getEncoded()).equals(spki)) {
                return Optional.empty();
            }
            OptionalInt bits = bitsIfTaken(kind.get(), key);
            return bits.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new JcaVerifyingKey(jca, kind.get(), bits.getAsInt(), spki, key));
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static OptionalInt bitsIfTaken(KeyKind kind, PublicKey key) {
        return switch (kind) {
            case RSA -> {
                RSAPublicKey rsa = (RSAPublicKey) key;
                yield taken(rsa.getModulus(), rsa.getPublicExponent())
                        ? OptionalInt.of(rsa.getModulus().bitLength())
                        : OptionalInt.empty();
            }
            case EC_P256, EC_P384, EC_P521 -> {
                Curve curve = Curve.of(kind).orElseThrow();
                yield curve.contains(((ECPublicKey) key).getW()) ? OptionalInt.of(curve.bits()) : OptionalInt.empty();
            }
            case ED25519 -> OptionalInt.of(255);
        };
    }

    // L-21, L-52: bounds before maths, and no small exponent to forge against
    static boolean taken(BigInteger modulus, BigInteger exponent) {
        return modulus.bitLength() >= FEWEST_RSA_BITS
                && modulus.bitLength() <= MOST_RSA_BITS
                && modulus.testBit(0)
                && exponent.compareTo(LEAST_EXPONENT) >= 0
                && exponent.bitLength() <= MOST_EXPONENT_BITS
                && exponent.testBit(0);
    }
}
