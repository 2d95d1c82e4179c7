package org.adit.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;

/// Reads and makes private keys, within the limits of [VerifyingKeys]. Without a [Randomness] the provider's own is
/// used and the fastest provider taken; with one, the JDK's, so that a simulation repeats itself.
public final class SigningKeys {
    private static final int RSA_BITS = 3072;

    private SigningKeys() {}

    /// PKCS#8 in DER, not encrypted. Empty for every key we do not take. `pkcs8` stays the caller's.
    public static Optional<SigningKey> fromPkcs8(Secret pkcs8) {
        return read(Platform.THIS.jca(), pkcs8, Optional.empty()).map(key -> key);
    }

    public static Optional<SigningKey> fromPkcs8(Secret pkcs8, Randomness randomness) {
        return read(Jca.JDK, pkcs8, Optional.of(randomness)).map(key -> key);
    }

    /// RSA keys get 3072 bits.
    public static GeneratedKey generate(KeyKind kind) {
        return generate(Platform.THIS.jca(), kind, Optional.empty());
    }

    public static GeneratedKey generate(KeyKind kind, Randomness randomness) {
        return generate(Jca.JDK, kind, Optional.of(randomness));
    }

    static Optional<JcaSigningKey> read(Jca jca, Secret pkcs8, Optional<Randomness> randomness) {
        return pkcs8.use(octets -> {
            Optional<KeyKind> kind = KeyAlgorithms.ofPkcs8(octets);
            if (kind.isEmpty()) {
                return Optional.empty();
            }
            try {
                PrivateKey key = jca.keyFactory(KeyAlgorithms.factoryName(kind.get()))
                        .generatePrivate(new PKCS8EncodedKeySpec(octets));
                boolean taken = kind.get() != KeyKind.RSA
                        || key instanceof RSAPrivateCrtKey rsa
                                && VerifyingKeys.taken(rsa.getModulus(), rsa.getPublicExponent());
                return taken ? Optional.of(new JcaSigningKey(jca, kind.get(), key, randomness)) : Optional.empty();
            } catch (GeneralSecurityException | RuntimeException e) {
                return Optional.empty();
            }
        });
    }

    static GeneratedKey generate(Jca jca, KeyKind kind, Optional<Randomness> randomness) {
        KeyPair pair = generatePair(jca, kind, randomness);
        byte[] encoded = pair.getPrivate().getEncoded();
        Secret pkcs8 = Secret.copyOf(encoded);
        Arrays.fill(encoded, (byte) 0);
        // Read back, so that a made key is a key like any other.
        SigningKey signingKey = read(jca, pkcs8, randomness).orElseThrow();
        VerifyingKey verifyingKey = VerifyingKeys.read(
                        jca, Bytes.wrap(pair.getPublic().getEncoded()))
                .orElseThrow();
        return new GeneratedKey(signingKey, verifyingKey, pkcs8);
    }

    private static KeyPair generatePair(Jca jca, KeyKind kind, Optional<Randomness> randomness) {
        try {
            KeyPairGenerator generator = jca.keyPairGenerator(KeyAlgorithms.factoryName(kind));
            if (randomness.isPresent()) {
                SecureRandom handed = new HandedRandom(randomness.get());
                generator.initialize(parameters(kind), handed);
            } else if (kind != KeyKind.ED25519) {
                generator.initialize(parameters(kind));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    private static AlgorithmParameterSpec parameters(KeyKind kind) {
        return switch (kind) {
            case RSA -> new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4);
            case EC_P256, EC_P384, EC_P521 ->
                new ECGenParameterSpec(Curve.of(kind).orElseThrow().jcaName());
            case ED25519 -> NamedParameterSpec.ED25519;
        };
    }
}
