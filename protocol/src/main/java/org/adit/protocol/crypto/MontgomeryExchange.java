package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.security.spec.XECPrivateKeySpec;
import javax.crypto.KeyAgreement;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;

/// X25519 (RFC 8031). Public values that are not reduced, or have the top bit set, are taken as RFC 7748 §5 says;
/// those of small order are refused.
final class MontgomeryExchange implements KeyExchange {
    private static final int OCTETS = 32;
    private static final Bytes SPKI_PREFIX = Bytes.ofHex("302a300506032b656e032100");

    @Override
    public KeyExchangeMethod method() {
        return KeyExchangeMethod.CURVE25519;
    }

    @Override
    public Offer offer(Randomness randomness) {
        KeyPair pair = generate(randomness);
        return new PrivateHalf(
                method(), encode(pair), pair.getPrivate(), (mine, theirs) -> agree(mine, theirs, Bytes.EMPTY));
    }

    @Override
    public Agreement answer(Bytes offered, Randomness randomness) {
        KeyPair pair = generate(randomness);
        return agree(pair.getPrivate(), offered, encode(pair));
    }

    Agreement agree(PrivateKey mine, Bytes theirs, Bytes publicValue) {
        if (theirs.length() != OCTETS) {
            return new Agreement.Refused(
                    "a public value of this group has " + OCTETS + " octets, not " + theirs.length());
        }
        byte[] secret;
        try {
            Provider jdk = Jca.ofJdk("X25519");
            KeyAgreement agreement = KeyAgreement.getInstance("X25519", jdk);
            agreement.init(mine);
            agreement.doPhase(
                    KeyFactory.getInstance("X25519", jdk)
                            .generatePublic(new X509EncodedKeySpec(
                                    SPKI_PREFIX.plus(theirs).toArray())),
                    true);
            secret = agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            // The JDK refuses small order by itself.
            return new Agreement.Refused("the public value is not usable in this group");
        }
        // RFC 7748 §6.1, RFC 8031 §4: all zeros are refused, without an early end to the comparison
        int any = 0;
        for (byte octet : secret) {
            any |= octet;
        }
        if (any == 0) {
            return new Agreement.Refused("the public value has a small order");
        }
        return new Agreement.Agreed(publicValue, Secret.own(secret));
    }

    /// A private value from elsewhere: for known answers only.
    static PrivateKey privateValue(Bytes scalar) {
        try {
            return KeyFactory.getInstance("X25519")
                    .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar.toArray()));
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    private static KeyPair generate(Randomness randomness) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
            generator.initialize(NamedParameterSpec.X25519, new HandedRandom(randomness));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    private static Bytes encode(KeyPair pair) {
        byte[] spki = pair.getPublic().getEncoded();
        return Bytes.of(spki, SPKI_PREFIX.length(), spki.length);
    }
}
