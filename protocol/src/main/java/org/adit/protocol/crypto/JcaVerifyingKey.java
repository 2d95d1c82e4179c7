package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;
import org.adit.base.Bytes;

/// A public key that passed the limits of [VerifyingKeys].
final class JcaVerifyingKey implements VerifyingKey {
    private final Jca jca;
    private final KeyKind kind;
    private final int bits;
    private final Bytes subjectPublicKeyInfo;
    private final PublicKey publicKey;

    JcaVerifyingKey(Jca jca, KeyKind kind, int bits, Bytes subjectPublicKeyInfo, PublicKey publicKey) {
        this.jca = jca;
        this.kind = kind;
        this.bits = bits;
        this.subjectPublicKeyInfo = subjectPublicKeyInfo;
        this.publicKey = publicKey;
    }

    @Override
    public KeyKind kind() {
        return kind;
    }

    @Override
    public int bits() {
        return bits;
    }

    @Override
    public Bytes subjectPublicKeyInfo() {
        return subjectPublicKeyInfo;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public boolean verify(SignatureScheme scheme, Bytes message, Bytes signature) {
        return scheme.fits(kind) && wellFormed(signature) && providerTakes(scheme, message, signature);
    }

    /// Without our own checks in front, for the self-test.
    boolean providerTakes(SignatureScheme scheme, Bytes message, Bytes signature) {
        try {
            Signature engine = SignatureEngine.of(jca, scheme);
            engine.initVerify(publicKey);
            engine.update(message.toArray());
            return engine.verify(signature.toArray());
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers throw all kinds for what a peer can send: every one of them means no (L-21).
            return false;
        }
    }

    // Before any arithmetic, and independent of how lenient the provider is.
    private boolean wellFormed(Bytes signature) {
        return switch (kind) {
            case RSA -> signature.length() == (bits + 7) / 8;
            case ED25519 -> signature.length() == 64;
            case EC_P256, EC_P384, EC_P521 -> {
                Optional<EcdsaSignature> read = EcdsaSignature.ofDer(signature);
                yield read.isPresent() && read.get().fits(Curve.of(kind).orElseThrow());
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyingKey that && subjectPublicKeyInfo.equals(that.subjectPublicKeyInfo());
    }

    @Override
    public int hashCode() {
        return subjectPublicKeyInfo.hashCode();
    }

    @Override
    public String toString() {
        return "VerifyingKey[" + kind + ", " + bits + " bits]";
    }
}
