package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.Randomness;

/// A private key in memory. `randomness` is absent where the provider's own is used.
final class JcaSigningKey implements SigningKey {
    private final Jca jca;
    private final KeyKind kind;
    private final PrivateKey privateKey;
    private final Optional<Randomness> randomness;

    JcaSigningKey(Jca jca, KeyKind kind, PrivateKey privateKey, Optional<Randomness> randomness) {
        this.jca = jca;
        this.kind = kind;
        this.privateKey = privateKey;
        this.randomness = randomness;
    }

    @Override
    public KeyKind kind() {
        return kind;
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    @Override
    public Bytes sign(SignatureScheme scheme, Bytes message) {
        if (!scheme.fits(kind)) {
            throw new IllegalArgumentException(scheme + " cannot be made with a key of kind " + kind);
        }
        try {
            Signature engine = SignatureEngine.of(jca, scheme);
            if (randomness.isPresent()) {
                engine.initSign(privateKey, new HandedRandom(randomness.get()));
            } else {
                engine.initSign(privateKey);
            }
            engine.update(message.toArray());
            return Bytes.wrap(engine.sign());
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + kind + "]";
    }
}
