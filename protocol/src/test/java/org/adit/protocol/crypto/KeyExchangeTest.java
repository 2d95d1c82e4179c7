package org.adit.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.protocol.crypto.Engines.Engine;
import org.adit.protocol.crypto.KeyExchange.Agreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class KeyExchangeTest {
    // RFC 7296 §3.4, 5903 §7, 8031 §3.1, draft-ietf-ipsecme-ikev2-mlkem: public values and secret
    private static final Map<KeyExchangeMethod, int[]> OCTETS = Map.of(
            KeyExchangeMethod.CURVE25519, new int[] {32, 32, 32},
            KeyExchangeMethod.ECP_256, new int[] {64, 64, 32},
            KeyExchangeMethod.ECP_384, new int[] {96, 96, 48},
            KeyExchangeMethod.ECP_521, new int[] {132, 132, 66},
            KeyExchangeMethod.MODP_2048, new int[] {256, 256, 256},
            KeyExchangeMethod.MODP_3072, new int[] {384, 384, 384},
            KeyExchangeMethod.MODP_4096, new int[] {512, 512, 512},
            KeyExchangeMethod.ML_KEM_768, new int[] {1184, 1088, 32},
            KeyExchangeMethod.ML_KEM_1024, new int[] {1568, 1568, 32});

    static Stream<Arguments> methods() {
        return Engines.all()
                .flatMap(engine -> Arrays.stream(KeyExchangeMethod.values()).map(one -> Arguments.of(engine, one)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void bothSidesAgreeAndAllLengthsAreTheOnesOfTheStandards(Engine engine, KeyExchangeMethod method) {
        KeyExchange exchange = engine.crypto().keyExchange(method);
        Randomness randomness = new Random(7296)::nextBytes;
        int[] octets = OCTETS.get(method);
        try (KeyExchange.Offer offer = exchange.offer(randomness)) {
            Agreement.Agreed answered = (Agreement.Agreed) exchange.answer(offer.publicValue(), randomness);
            Agreement.Agreed completed = (Agreement.Agreed) offer.complete(answered.publicValue());

            assertThat(completed.secret().sameAs(answered.secret())).isTrue();
            assertThat(new int[] {
                        offer.publicValue().length(),
                        answered.publicValue().length(),
                        answered.secret().length()
                    })
                    .isEqualTo(octets);
            assertThat(completed.publicValue()).isEqualTo(Bytes.EMPTY);
            assertThatThrownBy(() -> offer.complete(answered.publicValue())).isInstanceOf(IllegalStateException.class);
        }
    }

    // R-MLKEM-01, RFC 6989 §2
    @ParameterizedTest
    @MethodSource("methods")
    void valuesOfEveryOtherLengthAreRefused(Engine engine, KeyExchangeMethod method) {
        KeyExchange exchange = engine.crypto().keyExchange(method);
        Randomness randomness = new Random(6989)::nextBytes;
        int expected = OCTETS.get(method)[0];
        for (int octets : new int[] {0, 1, expected - 1, expected + 1, 2 * expected}) {
            assertThat(exchange.answer(Bytes.wrap(new byte[octets]), randomness))
                    .isInstanceOf(Agreement.Refused.class);
            assertThat(exchange.offer(randomness).complete(Bytes.wrap(new byte[octets])))
                    .isInstanceOf(Agreement.Refused.class);
        }
    }

    // RFC 6989 §2.1
    @Test
    void publicValuesAtTheEdgesOfAPrimeGroupAreRefused() {
        for (ModpExchange exchange : new ModpExchange[] {
            ModpExchange.group2048(Jca.JDK), ModpExchange.group3072(Jca.JDK), ModpExchange.group4096(Jca.JDK)
        }) {
            BigInteger p = exchange.modulus();
            int octets = p.bitLength() / 8;
            BigInteger most = BigInteger.ONE.shiftLeft(8 * octets).subtract(BigInteger.ONE);
            for (BigInteger value :
                    new BigInteger[] {BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p, most}) {
                assertThat(exchange.answer(FixedOctets.of(value, octets), new Random(1)::nextBytes))
                        .isInstanceOf(Agreement.Refused.class);
            }
            for (BigInteger value : new BigInteger[] {BigInteger.TWO, p.subtract(BigInteger.TWO)}) {
                assertThat(exchange.answer(FixedOctets.of(value, octets), new Random(1)::nextBytes))
                        .isInstanceOf(Agreement.Agreed.class);
            }
        }
    }

    // RFC 3526 gives the primes by a formula as well; both they and (p - 1) / 2 must be prime.
    @Test
    void theGroupsAreThoseOfRfc3526() {
        assertThat(ModpExchange.group2048(Jca.JDK).modulus()).isEqualTo(prime(2048, 124_476));
        assertThat(ModpExchange.group3072(Jca.JDK).modulus()).isEqualTo(prime(3072, 1_690_314));
        assertThat(ModpExchange.group4096(Jca.JDK).modulus()).isEqualTo(prime(4096, 240_904));
        BigInteger p = ModpExchange.group2048(Jca.JDK).modulus();
        assertThat(p.isProbablePrime(20) && p.shiftRight(1).isProbablePrime(20)).isTrue();
    }

    // 2^n - 2^(n-64) - 1 + 2^64 * (floor(2^(n-130) pi) + c)
    private static BigInteger prime(int bits, int c) {
        int guard = 64;
        BigInteger pi = arcTangent(5, bits + guard)
                .multiply(BigInteger.valueOf(4))
                .subtract(arcTangent(239, bits + guard))
                .multiply(BigInteger.valueOf(4));
        BigInteger digits = pi.shiftRight(guard + 130).add(BigInteger.valueOf(c));
        return BigInteger.ONE
                .shiftLeft(bits)
                .subtract(BigInteger.ONE.shiftLeft(bits - 64))
                .subtract(BigInteger.ONE)
                .add(digits.shiftLeft(64));
    }

    /// arctan(1 / x) * 2^bits (Machin)
    private static BigInteger arcTangent(int x, int bits) {
        BigInteger square = BigInteger.valueOf((long) x * x);
        BigInteger term = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(x));
        BigInteger sum = BigInteger.ZERO;
        for (int n = 1; term.signum() != 0; n += 2) {
            BigInteger part = term.divide(BigInteger.valueOf(n));
            sum = n % 4 == 1 ? sum.add(part) : sum.subtract(part);
            term = term.divide(square);
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(KeyExchangeMethod.class)
    void withTheJdkAloneTheSameRandomnessGivesTheSameValues(KeyExchangeMethod method) {
        KeyExchange exchange = Engines.JDK.crypto().keyExchange(method);
        Bytes one = exchange.offer(new Random(42)::nextBytes).publicValue();
        Bytes same = exchange.offer(new Random(42)::nextBytes).publicValue();
        Bytes other = exchange.offer(new Random(43)::nextBytes).publicValue();
        assertThat(one).isEqualTo(same).isNotEqualTo(other);
    }

    @Test
    void aClosedOfferCompletesNothing() {
        KeyExchange exchange = Engines.JDK.crypto().keyExchange(KeyExchangeMethod.CURVE25519);
        KeyExchange.Offer offer = exchange.offer(new Random(1)::nextBytes);
        offer.close();
        assertThatThrownBy(() -> offer.complete(KnownAnswers.counting(32))).isInstanceOf(IllegalStateException.class);
    }
}
