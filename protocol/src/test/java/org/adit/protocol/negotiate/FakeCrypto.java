package org.adit.protocol.negotiate;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.crypto.IkeCipher;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.crypto.KeyExchange;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.crypto.Prf;
import org.adit.protocol.crypto.PrfAlgorithm;
import org.adit.protocol.crypto.SignatureScheme;

/// Offers everything but what is named; has only the functions that negotiation calls.
final class FakeCrypto implements CryptoProvider {
    private final Set<Enum<?>> missing = new HashSet<>();

    FakeCrypto without(Enum<?>... algorithms) {
        missing.addAll(Arrays.asList(algorithms));
        return this;
    }

    @Override
    public boolean offers(EncryptionAlgorithm algorithm) {
        return !missing.contains(algorithm);
    }

    @Override
    public boolean offers(IntegrityAlgorithm algorithm) {
        return !missing.contains(algorithm);
    }

    @Override
    public boolean offers(PrfAlgorithm algorithm) {
        return !missing.contains(algorithm);
    }

    @Override
    public boolean offers(KeyExchangeMethod method) {
        return !missing.contains(method);
    }

    @Override
    public boolean offers(SignatureScheme scheme) {
        return !missing.contains(scheme);
    }

    @Override
    public Prf prf(PrfAlgorithm algorithm) {
        return new HmacOnly(algorithm);
    }

    @Override
    public KeyExchange keyExchange(KeyExchangeMethod method) {
        throw new AssertionError("negotiation exchanges no keys");
    }

    @Override
    public IkeCipher ikeCipher(
            EncryptionAlgorithm encryption,
            Secret encryptionKey,
            Optional<IntegrityAlgorithm> integrity,
            Optional<Secret> integrityKey,
            Randomness randomness) {
        throw new AssertionError("negotiation encrypts nothing");
    }

    @Override
    public EspCipher espCipher(
            EncryptionAlgorithm encryption,
            Secret encryptionKey,
            Optional<IntegrityAlgorithm> integrity,
            Secret integrityKey,
            boolean extendedSequenceNumbers,
            Randomness randomness) {
        throw new AssertionError("negotiation encrypts nothing");
    }

    @Override
    public Bytes sha1Identifier(Bytes octets) {
        return digest("SHA-1", octets);
    }

    @Override
    public Bytes sha256(Bytes octets) {
        return digest("SHA-256", octets);
    }

    private static Bytes digest(String name, Bytes octets) {
        try {
            return Bytes.wrap(MessageDigest.getInstance(name).digest(octets.toArray()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private record HmacOnly(PrfAlgorithm algorithm) implements Prf {
        @Override
        public Bytes compute(Secret key, Bytes data) {
            try {
                Mac mac = Mac.getInstance(
                        algorithm.name().replace("_SHA2_", "SHA").replace("HMAC", "Hmac"));
                mac.init(key.use(octets -> new SecretKeySpec(octets, "HMAC")));
                return Bytes.wrap(mac.doFinal(data.toArray()));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Secret derive(Secret key, Bytes data) {
            throw new AssertionError("negotiation derives no keys");
        }

        @Override
        public Secret deriveFrom(Secret key, Secret secret, Bytes data) {
            throw new AssertionError("negotiation derives no keys");
        }

        @Override
        public Secret expand(Secret key, Bytes seed, int octets) {
            throw new AssertionError("negotiation derives no keys");
        }

        @Override
        public Secret expandFrom(Secret key, Secret secret, Bytes seed, int octets) {
            throw new AssertionError("negotiation derives no keys");
        }
    }
}
