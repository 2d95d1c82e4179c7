package org.adit.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.Engines.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SignatureKeysTest {
    private static final Bytes MESSAGE = Bytes.ofUtf8("what is signed");

    static Stream<Arguments> kinds() {
        return Engines.all().flatMap(engine -> Arrays.stream(KeyKind.values()).map(kind -> Arguments.of(engine, kind)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void madeKeysSignWhatTheirPublicHalvesTakeWithEveryProvider(Engine engine, KeyKind kind) {
        GeneratedKey made = SigningKeys.generate(engine.jca(), kind, Optional.empty());
        assertThat(made.signingKey().kind()).isEqualTo(kind);
        Bytes spki = made.verifyingKey().subjectPublicKeyInfo();
        for (SignatureScheme scheme : SignatureScheme.values()) {
            if (!scheme.fits(kind)) {
                assertThatThrownBy(() -> made.signingKey().sign(scheme, MESSAGE))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(made.verifyingKey().verify(scheme, MESSAGE, MESSAGE)).isFalse();
                continue;
            }
            Bytes signature = made.signingKey().sign(scheme, MESSAGE);
            Engines.all().forEach(other -> {
                VerifyingKey key = VerifyingKeys.read(other.jca(), spki).orElseThrow();
                assertThat(key.verify(scheme, MESSAGE, signature)).isTrue();
                assertThat(key.verify(scheme, MESSAGE.plus(MESSAGE), signature)).isFalse();
                assertThat(key.verify(scheme, MESSAGE, signature.slice(0, signature.length() - 1)))
                        .isFalse();
                assertThat(key.verify(scheme, MESSAGE, Bytes.EMPTY)).isFalse();
                SigningKey read = SigningKeys.read(other.jca(), made.pkcs8(), Optional.empty())
                        .orElseThrow();
                assertThat(made.verifyingKey().verify(scheme, MESSAGE, read.sign(scheme, MESSAGE)))
                        .isTrue();
            });
        }
        String privateHex = made.pkcs8().use(octets -> Bytes.of(octets).hex());
        assertThat(made.toString()).doesNotContain(privateHex);
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void withRandomnessHandedInSignaturesRepeatThemselves(KeyKind kind) {
        try (Secret pkcs8 = KnownSignatures.pkcs8(kind)) {
            for (SignatureScheme scheme : SignatureScheme.values()) {
                if (scheme.fits(kind)) {
                    Bytes one = SigningKeys.fromPkcs8(pkcs8, new Random(7)::nextBytes)
                            .orElseThrow()
                            .sign(scheme, MESSAGE);
                    Bytes two = SigningKeys.fromPkcs8(pkcs8, new Random(7)::nextBytes)
                            .orElseThrow()
                            .sign(scheme, MESSAGE);
                    assertThat(one).isEqualTo(two);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theKeysInsideServeTheJdk(Engine engine, KeyKind kind) throws GeneralSecurityException {
        GeneratedKey made = SigningKeys.generate(engine.jca(), kind, Optional.empty());
        String name = switch (kind) {
            case RSA -> "SHA256withRSA";
            case EC_P256, EC_P384, EC_P521 -> "SHA256withECDSA";
            case ED25519 -> "Ed25519";
        };
        Signature signature = Signature.getInstance(name);
        signature.initSign(JcaKeys.privateKey(made.signingKey()));
        signature.update(MESSAGE.toArray());
        byte[] made1 = signature.sign();
        signature.initVerify(JcaKeys.publicKey(made.verifyingKey()));
        signature.update(MESSAGE.toArray());
        assertThat(signature.verify(made1)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noChangedOrCutPublicKeyEndsInAnException(Engine engine, KeyKind kind) {
        Bytes spki = KnownSignatures.subjectPublicKeyInfo(kind);
        assertThat(VerifyingKeys.read(engine.jca(), spki)).isPresent();
        for (int octets = 0; octets < spki.length(); octets++) {
            assertThat(VerifyingKeys.read(engine.jca(), spki.slice(0, octets))).isEmpty();
        }
        assertThat(VerifyingKeys.read(engine.jca(), spki.plus(Bytes.of((byte) 0))))
                .isEmpty();
        Random random = new Random(5280);
        int taken = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] changed = spki.toArray();
            changed[random.nextInt(Math.min(changed.length, 64))] ^= (byte) (1 << random.nextInt(8));
            Optional<JcaVerifyingKey> key = VerifyingKeys.read(engine.jca(), Bytes.wrap(changed));
            if (key.isPresent()) {
                taken++;
                assertThat(key.get().subjectPublicKeyInfo()).isEqualTo(Bytes.wrap(changed));
                assertThat(key.get().verify(SignatureScheme.values()[i % 10], MESSAGE, MESSAGE))
                        .isFalse();
            }
        }
        // A changed point is off the curve; a changed modulus or Ed25519 key is another key.
        boolean curve = Curve.of(kind).isPresent();
        assertThat(taken == 0).isEqualTo(curve);
    }

    // L-21, L-52
    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void rsaKeysOutsideTheLimitsAreNotTaken(Engine engine) throws GeneralSecurityException {
        BigInteger f4 = BigInteger.valueOf(65537);
        BigInteger odd2048 = BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE);
        assertThat(taken(engine, odd2048, f4)).isTrue();
        assertThat(taken(engine, odd2048.add(BigInteger.ONE), f4)).isFalse();
        assertThat(taken(engine, odd2048, BigInteger.valueOf(3))).isFalse();
        assertThat(taken(engine, odd2048, BigInteger.valueOf(65539))).isTrue();
        assertThat(taken(engine, odd2048, BigInteger.valueOf(65538))).isFalse();
        assertThat(taken(engine, odd2048, BigInteger.ONE.shiftLeft(64).add(BigInteger.ONE)))
                .isFalse();
        assertThat(taken(engine, BigInteger.ONE.shiftLeft(2046).add(BigInteger.ONE), f4))
                .isFalse();
        assertThat(taken(engine, BigInteger.ONE.shiftLeft(8191).add(BigInteger.ONE), f4))
                .isTrue();
        assertThat(taken(engine, BigInteger.ONE.shiftLeft(8192).add(BigInteger.ONE), f4))
                .isFalse();
    }

    private static boolean taken(Engine engine, BigInteger modulus, BigInteger exponent)
            throws GeneralSecurityException {
        byte[] spki = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, exponent))
                .getEncoded();
        return VerifyingKeys.read(engine.jca(), Bytes.wrap(spki)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void privateKeysThatAreTooShortOrOfOtherKindsAreNotTaken(Engine engine) throws GeneralSecurityException {
        for (String[] other : new String[][] {{"RSA", "1024"}, {"X25519", ""}, {"Ed448", ""}, {"DSA", "2048"}}) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(other[0]);
            if (!other[1].isEmpty()) {
                generator.initialize(Integer.parseInt(other[1]));
            }
            byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
            assertThat(SigningKeys.read(engine.jca(), Secret.own(pkcs8), Optional.empty()))
                    .as(other[0])
                    .isEmpty();
        }
        for (int octets = 0; octets < 40; octets++) {
            try (Secret cut = KnownSignatures.pkcs8(KeyKind.EC_P256).slice(0, octets)) {
                assertThat(SigningKeys.read(engine.jca(), cut, Optional.empty()))
                        .isEmpty();
            }
        }
    }

    // CVE-2022-21449
    @Test
    void zerosAreNobodysSignature() {
        for (KeyKind kind : new KeyKind[] {KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.EC_P521}) {
            VerifyingKey key = VerifyingKeys.fromSubjectPublicKeyInfo(KnownSignatures.subjectPublicKeyInfo(kind))
                    .orElseThrow();
            assertThat(key.verify(SignatureScheme.ECDSA_SHA2_256, MESSAGE, KnownSignatures.PSYCHIC))
                    .isFalse();
        }
    }

    @Test
    void theTwoFormsOfEcdsaTurnIntoEachOther() {
        Bytes der = KnownSignatures.signature(SignatureScheme.ECDSA_SHA2_512);
        EcdsaSignature signature = EcdsaSignature.ofDer(der).orElseThrow();
        assertThat(signature.der()).isEqualTo(der);
        Bytes fixed = signature.fixed(KeyKind.EC_P521);
        assertThat(fixed.length()).isEqualTo(132);
        assertThat(EcdsaSignature.ofFixed(KeyKind.EC_P521, fixed)).contains(signature);
        assertThat(EcdsaSignature.ofFixed(KeyKind.EC_P384, fixed)).isEmpty();
        assertThat(EcdsaSignature.ofFixed(KeyKind.EC_P521, Bytes.wrap(new byte[132])))
                .isEmpty();
    }
}
