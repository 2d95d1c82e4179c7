package org.adit.protocol.crypto;

import static org.adit.protocol.crypto.KnownAnswers.MESSAGE;
import static org.adit.protocol.crypto.KnownAnswers.PLAINTEXT;
import static org.adit.protocol.crypto.KnownAnswers.counting;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.KeyExchange.Agreement;

/// Known answers at the start, right ones and wrong ones: what fails is not offered (L-18, L-53). Not a replacement
/// for the vectors in the tests, but it runs on the very machine, JDK and provider that will do the work.
final class SelfTest {
    private final Jca jca;

    SelfTest(Jca jca) {
        this.jca = jca;
    }

    /// What passed.
    record Passed(
            Set<EncryptionAlgorithm> encryption,
            Set<IntegrityAlgorithm> integrity,
            Set<PrfAlgorithm> prfs,
            Set<KeyExchangeMethod> exchanges,
            Set<SignatureScheme> signatures) {
        /// The names of what did not.
        List<String> withdrawn() {
            return Stream.of(
                            without(EncryptionAlgorithm.values(), encryption),
                            without(IntegrityAlgorithm.values(), integrity),
                            without(PrfAlgorithm.values(), prfs),
                            without(KeyExchangeMethod.values(), exchanges),
                            without(SignatureScheme.values(), signatures))
                    .flatMap(names -> names)
                    .toList();
        }

        private static <E extends Enum<E>> Stream<String> without(E[] all, Collection<E> passed) {
            return Arrays.stream(all).filter(one -> !passed.contains(one)).map(Enum::name);
        }
    }

    /// First what the JDK does whoever is preferred: meanwhile Corretto tests itself on a thread of its own, which it
    /// would repeat on this one if it were asked for anything.
    Passed run() {
        KeyExchangeMethod[] exchanges = KeyExchangeMethod.values();
        Arrays.sort(exchanges, Comparator.comparing(SelfTest::elliptic));
        Set<KeyExchangeMethod> agreeing = passing(exchanges, this::agrees);
        return new Passed(
                passing(EncryptionAlgorithm.values(), this::encrypts),
                passing(IntegrityAlgorithm.values(), this::authenticates),
                passing(PrfAlgorithm.values(), this::expands),
                agreeing,
                passing(SignatureScheme.values(), this::signs));
    }

    private static boolean elliptic(KeyExchangeMethod method) {
        return switch (method) {
            case ECP_256, ECP_384, ECP_521 -> true;
            case CURVE25519, MODP_2048, MODP_3072, MODP_4096, ML_KEM_768, ML_KEM_1024 -> false;
        };
    }

    private static <E extends Enum<E>> Set<E> passing(E[] all, Predicate<E> test) {
        return Arrays.stream(all).filter(one -> survives(test, one)).collect(Collectors.toUnmodifiableSet());
    }

    private static <E> boolean survives(Predicate<E> test, E one) {
        try {
            return test.test(one);
        } catch (RuntimeException | LinkageError e) {
            // Whatever is thrown here would be thrown later, in the middle of a handshake.
            return false;
        }
    }

    private boolean encrypts(EncryptionAlgorithm algorithm) {
        if (!algorithm.aead()) {
            CbcSuite suite = new CbcSuite(algorithm, IntegrityAlgorithm.HMAC_SHA2_256_128);
            return givesAndTakes(cbc(suite), KnownAnswers.sealed(algorithm));
        }
        Secret keyMaterial = secret(algorithm.keyMaterialOctets());
        return givesAndTakes(new AeadIkeCipher(jca, algorithm, keyMaterial), KnownAnswers.sealed(algorithm));
    }

    private boolean authenticates(IntegrityAlgorithm algorithm) {
        return givesAndTakes(
                cbc(new CbcSuite(EncryptionAlgorithm.AES_256_CBC, algorithm)), KnownAnswers.sealed(algorithm));
    }

    private IkeCipher cbc(CbcSuite suite) {
        Secret encryptionKey = secret(suite.encryption().keyMaterialOctets());
        Secret integrityKey = secret(suite.integrity().keyOctets());
        Randomness sameIv = target -> Arrays.fill(target, (byte) 0xa5);
        return new CbcHmacIkeCipher(jca, suite, encryptionKey, integrityKey, sameIv);
    }

    private static boolean givesAndTakes(IkeCipher fresh, Bytes expected) {
        try (fresh) {
            boolean right = fresh.seal(MESSAGE, PLAINTEXT).equals(expected)
                    && fresh.open(MESSAGE, expected).equals(Optional.of(PLAINTEXT));
            boolean wrongTaken = fresh.open(MESSAGE, lastBitFlipped(expected)).isPresent()
                    || fresh.open(MESSAGE.plus(MESSAGE), expected).isPresent();
            return right && !wrongTaken;
        }
    }

    private boolean expands(PrfAlgorithm algorithm) {
        Bytes expected = KnownAnswers.expanded(algorithm);
        try (Secret key = secret(algorithm.outputOctets());
                Secret expanded = new HmacPrf(jca, algorithm).expand(key, MESSAGE, expected.length())) {
            return expanded.use(octets -> Bytes.of(octets).equals(expected));
        }
    }

    private boolean agrees(KeyExchangeMethod method) {
        return switch (method) {
            case CURVE25519 -> x25519();
            case ECP_256 -> ecp(method, Curve.P256);
            case ECP_384 -> ecp(method, Curve.P384);
            case ECP_521 -> ecp(method, Curve.P521);
            case MODP_2048 -> modp(ModpExchange.group2048(jca));
            case MODP_3072 -> modp(ModpExchange.group3072(jca));
            case MODP_4096 -> modp(ModpExchange.group4096(jca));
            case ML_KEM_768 -> mlKem(MlKemExchange.of768(), KnownAnswers.ML_KEM_768);
            case ML_KEM_1024 -> mlKem(MlKemExchange.of1024(), KnownAnswers.ML_KEM_1024);
        };
    }

    private static boolean x25519() {
        MontgomeryExchange exchange = new MontgomeryExchange();
        Agreement agreed = exchange.agree(
                MontgomeryExchange.privateValue(Bytes.ofHex(KnownAnswers.X25519.ours())),
                Bytes.ofHex(KnownAnswers.X25519.theirs()),
                Bytes.EMPTY);
        Agreement zero = exchange.agree(
                MontgomeryExchange.privateValue(Bytes.ofHex(KnownAnswers.X25519.ours())),
                Bytes.wrap(new byte[32]),
                Bytes.EMPTY);
        return isSecret(agreed, KnownAnswers.X25519.secret()) && zero instanceof Agreement.Refused;
    }

    private boolean ecp(KeyExchangeMethod method, Curve curve) {
        EcpExchange exchange = new EcpExchange(jca, method, curve);
        KnownAnswers.Agreed known = KnownAnswers.agreed(curve);
        Bytes theirs = KnownAnswers.hex(known.theirs());
        PrivateKey ours = exchange.privateValue(
                new BigInteger(1, KnownAnswers.hex(known.ours()).toArray()));
        return isSecret(exchange.agree(ours, theirs, Bytes.EMPTY), known.secret())
                && exchange.agree(ours, lastBitFlipped(theirs), Bytes.EMPTY) instanceof Agreement.Refused;
    }

    private boolean modp(ModpExchange exchange) {
        int octets = exchange.modulus().bitLength() / 8;
        PrivateKey ours = exchange.privateValue(KnownAnswers.EXPONENT);
        Bytes seven = FixedOctets.of(BigInteger.valueOf(7), octets);
        Bytes minusOne = FixedOctets.of(exchange.modulus().subtract(BigInteger.ONE), octets);
        return exchange.agree(ours, seven, Bytes.EMPTY) instanceof Agreement.Agreed agreed
                && hash(agreed.secret()).equals(KnownAnswers.modpSecretHash(8 * octets))
                && exchange.agree(ours, minusOne, Bytes.EMPTY) instanceof Agreement.Refused;
    }

    private boolean mlKem(MlKemExchange exchange, KnownAnswers.Encapsulated known) {
        Randomness replayed = new Replayed(known.randomOctets());
        KeyExchange.Offer offer = exchange.offer(replayed);
        byte[] outOfRange = offer.publicValue().toArray();
        outOfRange[0] = (byte) 0xff;
        outOfRange[1] = (byte) 0xff;
        return hash(offer.publicValue()).equals(known.keyHash())
                && exchange.answer(offer.publicValue(), replayed) instanceof Agreement.Agreed answered
                && hash(answered.publicValue()).equals(known.ciphertextHash())
                && isSecret(answered, known.secret().hex())
                && isSecret(
                        offer.complete(answered.publicValue()), known.secret().hex())
                && exchange.answer(Bytes.wrap(outOfRange), replayed) instanceof Agreement.Refused;
    }

    private boolean signs(SignatureScheme scheme) {
        KeyKind kind = switch (scheme) {
            case RSA_PSS_SHA2_256,
                    RSA_PSS_SHA2_384,
                    RSA_PSS_SHA2_512,
                    RSA_PKCS1_SHA2_256,
                    RSA_PKCS1_SHA2_384,
                    RSA_PKCS1_SHA2_512 -> KeyKind.RSA;
            case ECDSA_SHA2_256 -> KeyKind.EC_P256;
            case ECDSA_SHA2_384 -> KeyKind.EC_P384;
            case ECDSA_SHA2_512 -> KeyKind.EC_P521;
            case ED25519 -> KeyKind.ED25519;
        };
        JcaVerifyingKey publicKey = VerifyingKeys.read(jca, KnownSignatures.subjectPublicKeyInfo(kind))
                .orElseThrow();
        Bytes known = KnownSignatures.signature(scheme);
        try (Secret pkcs8 = KnownSignatures.pkcs8(kind)) {
            SigningKey privateKey =
                    SigningKeys.read(jca, pkcs8, Optional.empty()).orElseThrow();
            return publicKey.verify(scheme, MESSAGE, known)
                    && !takesForgery(publicKey, scheme, known)
                    && publicKey.verify(scheme, MESSAGE, privateKey.sign(scheme, MESSAGE));
        }
    }

    // ECDSA: r = s = 0, past our own check. One forgery each, for verifying is what costs most here.
    private static boolean takesForgery(JcaVerifyingKey key, SignatureScheme scheme, Bytes known) {
        return switch (key.kind()) {
            case EC_P256, EC_P384, EC_P521 -> key.providerTakes(scheme, MESSAGE, KnownSignatures.PSYCHIC);
            case RSA, ED25519 -> key.verify(scheme, MESSAGE.plus(MESSAGE), known);
        };
    }

    private static boolean isSecret(Agreement agreement, String expected) {
        return agreement instanceof Agreement.Agreed agreed
                && agreed.secret().use(octets -> Bytes.of(octets).equals(KnownAnswers.hex(expected)));
    }

    private static Bytes hash(Secret secret) {
        return secret.use(octets -> hash(Bytes.of(octets)));
    }

    private static Bytes hash(Bytes octets) {
        try {
            return Bytes.wrap(Jca.JDK.digest("SHA-256").digest(octets.toArray()));
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    private static Secret secret(int octets) {
        return Secret.own(counting(octets).toArray());
    }

    private static Bytes lastBitFlipped(Bytes octets) {
        byte[] flipped = octets.toArray();
        flipped[flipped.length - 1] ^= 1;
        return Bytes.wrap(flipped);
    }

    /// Gives the octets it was made of, in order, then none: zeros.
    private static final class Replayed implements Randomness {
        private final Bytes octets;
        private int at;

        Replayed(Bytes octets) {
            this.octets = octets;
        }

        @Override
        public void fill(byte[] target) {
            for (int i = 0; i < target.length; i++) {
                target[i] = at < octets.length() ? (byte) octets.at(at++) : 0;
            }
        }
    }
}
