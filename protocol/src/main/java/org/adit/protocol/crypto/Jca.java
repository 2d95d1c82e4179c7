package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/// Where JCA services come from: the preferred provider where it has the service, else the JDK. Immutable.
final class Jca {
    static final Jca JDK = new Jca(Optional.empty());

    private final Optional<Provider> preferred;

    Jca(Optional<Provider> preferred) {
        this.preferred = preferred;
    }

    Optional<Provider> preferred() {
        return preferred;
    }

    /// Who does in the JDK what `preferred` is never asked for: whoever comes first. Asked for an algorithm alone,
    /// JCA goes on to every other provider when one refuses a key, and for a KEM even before. For that it loads
    /// all of the module path, Bouncy Castle's with the signatures of its jar among them.
    static Provider ofJdk(String keyAlgorithm) throws GeneralSecurityException {
        return KeyFactory.getInstance(keyAlgorithm).getProvider();
    }

    Mac mac(String algorithm) throws GeneralSecurityException {
        Provider provider = having("Mac", algorithm);
        return provider == null ? Mac.getInstance(algorithm) : Mac.getInstance(algorithm, provider);
    }

    Cipher cipher(String transformation) throws GeneralSecurityException {
        Provider provider = having("Cipher", transformation);
        return provider == null ? Cipher.getInstance(transformation) : Cipher.getInstance(transformation, provider);
    }

    KeyAgreement keyAgreement(String algorithm) throws GeneralSecurityException {
        Provider provider = having("KeyAgreement", algorithm);
        return provider == null ? KeyAgreement.getInstance(algorithm) : KeyAgreement.getInstance(algorithm, provider);
    }

    KeyPairGenerator keyPairGenerator(String algorithm) throws GeneralSecurityException {
        Provider provider = having("KeyPairGenerator", algorithm);
        return provider == null
                ? KeyPairGenerator.getInstance(algorithm)
                : KeyPairGenerator.getInstance(algorithm, provider);
    }

    KeyFactory keyFactory(String algorithm) throws GeneralSecurityException {
        Provider provider = having("KeyFactory", algorithm);
        return provider == null ? KeyFactory.getInstance(algorithm) : KeyFactory.getInstance(algorithm, provider);
    }

    Signature signature(String algorithm) throws GeneralSecurityException {
        Provider provider = having("Signature", algorithm);
        return provider == null ? Signature.getInstance(algorithm) : Signature.getInstance(algorithm, provider);
    }

    MessageDigest digest(String algorithm) throws GeneralSecurityException {
        Provider provider = having("MessageDigest", algorithm);
        return provider == null ? MessageDigest.getInstance(algorithm) : MessageDigest.getInstance(algorithm, provider);
    }

    private @Nullable Provider having(String type, String algorithm) {
        if (preferred.isPresent() && preferred.get().getService(type, algorithm) != null) {
            return preferred.get();
        }
        return null;
    }

    /// For what cannot happen unless the platform lacks an algorithm or we misuse it.
    static IllegalStateException broken(GeneralSecurityException cause) {
        return new IllegalStateException("the cryptographic provider refused a valid call", cause);
    }
}
