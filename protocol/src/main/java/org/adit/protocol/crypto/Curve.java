package org.adit.protocol.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Optional;

/// A NIST curve with a cofactor of 1, so that every point on it is in the right group.
enum Curve {
    P256("secp256r1", 256),
    P384("secp384r1", 384),
    P521("secp521r1", 521);

    private final String jcaName;
    private final int bits;
    private final ECParameterSpec parameters;
    private final BigInteger prime;

    Curve(String jcaName, int bits) {
        this.jcaName = jcaName;
        this.bits = bits;
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(jcaName));
            this.parameters = named.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
        this.prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
    }

    static Optional<Curve> of(KeyKind kind) {
        return switch (kind) {
            case EC_P256 -> Optional.of(P256);
            case EC_P384 -> Optional.of(P384);
            case EC_P521 -> Optional.of(P521);
            case RSA, ED25519 -> Optional.empty();
        };
    }

    String jcaName() {
        return jcaName;
    }

    int bits() {
        return bits;
    }

    int fieldOctets() {
        return (bits + 7) / 8;
    }

    ECParameterSpec parameters() {
        return parameters;
    }

    BigInteger order() {
        return parameters.getOrder();
    }

    /// RFC 6989 §2.3: both coordinates below p, and y² = x³ + ax + b. The point at infinity is on no curve here.
    boolean contains(ECPoint point) {
        if (ECPoint.POINT_INFINITY.equals(point)) {
            return false;
        }
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.signum() < 0 || y.signum() < 0 || x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x)
                .add(parameters.getCurve().getA())
                .multiply(x)
                .add(parameters.getCurve().getB())
                .mod(prime);
        return y.multiply(y).mod(prime).equals(right);
    }
}
