package org.adit.protocol.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPrivateKeySpec;
import javax.crypto.spec.DHPublicKeySpec;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;

/// Diffie-Hellman in the safe-prime groups of RFC 3526. Public values and the secret have the modulus' length
/// (RFC 7296 §2.14, 3.4).
final class ModpExchange implements KeyExchange {
    // RFC 3526 §3 to 5: 2^n - 2^(n-64) - 1 + 2^64 * (floor(2^(n-130) pi) + c)
    private static final String PRIME_2048 = """
            ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd
            ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed
            ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f
            83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b
            e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa0510
            15728e5a8aacaa68ffffffffffffffff""";
    private static final String PRIME_3072 = """
            ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd
            ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed
            ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f
            83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b
            e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa0510
            15728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7
            abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200c
            bbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff""";
    private static final String PRIME_4096 = """
            ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd
            ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed
            ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f
            83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b
            e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa0510
            15728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7
            abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200c
            bbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a92108011a723c12a787e6d7
            88719a10bdba5b2699c327186af4e23c1a946834b6150bda2583e9ca2ad44ce8dbbbc2db04de8ef92e8efc141fbecaa6
            287c59474e6bc05d99b2964fa090c3a2233ba186515be7ed1f612970cee2d7afb81bdd762170481cd0069127d5b05aa9
            93b4ea988d8fddc186ffb7dc90a6c08f4df435c934063199ffffffffffffffff""";

    private final Jca jca;
    private final KeyExchangeMethod method;
    private final DHParameterSpec group;
    private final int octets;

    private ModpExchange(Jca jca, KeyExchangeMethod method, String prime, int exponentBits) {
        this.jca = jca;
        this.method = method;
        BigInteger modulus = new BigInteger(prime.replaceAll("\\s", ""), 16);
        this.group = new DHParameterSpec(modulus, BigInteger.TWO, exponentBits);
        this.octets = modulus.bitLength() / 8;
    }

    // Exponents have the longer of the two lengths that RFC 3526 §8 estimates for each group.
    static ModpExchange group2048(Jca jca) {
        return new ModpExchange(jca, KeyExchangeMethod.MODP_2048, PRIME_2048, 320);
    }

    static ModpExchange group3072(Jca jca) {
        return new ModpExchange(jca, KeyExchangeMethod.MODP_3072, PRIME_3072, 420);
    }

    static ModpExchange group4096(Jca jca) {
        return new ModpExchange(jca, KeyExchangeMethod.MODP_4096, PRIME_4096, 480);
    }

    @Override
    public KeyExchangeMethod method() {
        return method;
    }

    BigInteger modulus() {
        return group.getP();
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
        if (theirs.length() != octets) {
            return new Agreement.Refused(
                    "a public value of this group has " + octets + " octets, not " + theirs.length());
        }
        BigInteger value = new BigInteger(1, theirs.toArray());
        // RFC 6989 §2.1: 1 < r < p - 1; enough for safe primes
        if (value.compareTo(BigInteger.ONE) <= 0 || value.compareTo(group.getP().subtract(BigInteger.ONE)) >= 0) {
            return new Agreement.Refused("the public value is not between 1 and p - 1");
        }
        try {
            KeyAgreement agreement = jca.keyAgreement("DH");
            agreement.init(mine);
            agreement.doPhase(
                    jca.keyFactory("DH").generatePublic(new DHPublicKeySpec(value, group.getP(), group.getG())), true);
            return new Agreement.Agreed(publicValue, Secret.own(agreement.generateSecret()));
        } catch (GeneralSecurityException e) {
            return new Agreement.Refused("the public value is not usable in this group");
        }
    }

    /// A private value from elsewhere: for known answers only.
    PrivateKey privateValue(BigInteger exponent) {
        try {
            return jca.keyFactory("DH").generatePrivate(new DHPrivateKeySpec(exponent, group.getP(), group.getG()));
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    private KeyPair generate(Randomness randomness) {
        try {
            KeyPairGenerator generator = jca.keyPairGenerator("DH");
            generator.initialize(group, new HandedRandom(randomness));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw Jca.broken(e);
        }
    }

    private Bytes encode(KeyPair pair) {
        return FixedOctets.of(((DHPublicKey) pair.getPublic()).getY(), octets);
    }
}
