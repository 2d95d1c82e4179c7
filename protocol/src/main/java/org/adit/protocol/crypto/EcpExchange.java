package org.adit.protocol.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;

/// Diffie-Hellman on the NIST curves: public values are x | y, the secret is x (RFC 5903 §7).
final class EcpExchange implements KeyExchange {
    private final Jca jca;
    private final KeyExchangeMethod method;
    private final Curve curve;

    EcpExchange(Jca jca, KeyExchangeMethod method, Curve curve) {
        this.jca = jca;
        this.method = method;
        this.curve = curve;
    }

    @Override
    public KeyExchangeMethod method() {
        return method;
    }

    @Override
    public Offer offer(Randomness randomness) {
        KeyPair pair = generate(randomness);
        return new PrivateHalf(
                method, encode(pair), pair.getPrivate(), (mine, theirs) -> agree(mine, theirs, Bytes.EMPTY));
    }

    @Override
    public Agreement answer(Bytes offered, Randomness randomness) {
        KeyPair pair = generate(randomness);
        return agree(pair.getPrivate(), offered, encode(pair));
    }

    Agreement agree(PrivateKey mine, Bytes theirs, Bytes publicValue) {
        int field = curve.fieldOctets();
        if (theirs.length() != 2 * field) {
            return new Agreement.Refused(
                    "a public value of this group has " + 2 * field + " octets, not " + theirs.length());
        }
        BigInteger x = FixedOctets.read(theirs, 0, field);
        BigInteger y = FixedOctets.read(theirs, field, 2 * field);
        ECPoint point = new ECPoint(x, y);
        if (!curve.contains(point)) {
            return new Agreement.Refused("the public value is not a point of the curve");
        }
        try {
            KeyAgreement agreement = jca.keyAgreement("ECDH");
            agreement.init(mine);
            agreement.doPhase(
                    jca.keyFactory("EC").generatePublic(new ECPublicKeySpec(point, curve.parameters())), true);
            return new Agreement.Agreed(publicValue, Secret.own(agreement.generateSecret()));
        } catch (GeneralSecurityException e) {
            return new Agreement.Refused("the public value is not usable in this group");
        }
    }

    /// A private value from elsewhere: for known answers only.
    PrivateKey privateValue(BigInteger scalar) {
        try {
            return jca.keyFactory("EC").generatePrivate(new ECPrivateKeySpec(scalar, curve.parameters()));
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    private KeyPair generate(Randomness randomness) {
        try {
            KeyPairGenerator generator = jca.keyPairGenerator("EC");
            generator.initialize(new ECGenParameterSpec(curve.jcaName()), new HandedRandom(randomness));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    private Bytes encode(KeyPair pair) {
        ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
        return FixedOctets.of(point.getAffineX(), curve.fieldOctets())
                .plus(FixedOctets.of(point.getAffineY(), curve.fieldOctets()));
    }
}
