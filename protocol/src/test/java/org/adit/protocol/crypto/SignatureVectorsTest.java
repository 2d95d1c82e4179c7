package org.adit.protocol.crypto;

import java.util.Optional;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.Engines.Engine;
import org.adit.protocol.crypto.Vectors.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SignatureVectorsTest {
    static Stream<Arguments> ecdsa() {
        return Engines.all()
                .flatMap(engine -> Stream.of(
                        Arguments.of(engine, KeyKind.EC_P256, SignatureScheme.ECDSA_SHA2_256, "ecdsa_secp256r1_sha256"),
                        Arguments.of(engine, KeyKind.EC_P384, SignatureScheme.ECDSA_SHA2_384, "ecdsa_secp384r1_sha384"),
                        Arguments.of(
                                engine, KeyKind.EC_P521, SignatureScheme.ECDSA_SHA2_512, "ecdsa_secp521r1_sha512")));
    }

    @ParameterizedTest
    @MethodSource("ecdsa")
    void ecdsaInDerIsTakenOrRefusedAsWycheproofSays(Engine engine, KeyKind kind, SignatureScheme scheme, String name) {
        run(
                engine,
                name + "_test.json",
                (key, vector) -> key.kind() == kind && key.verify(scheme, vector.hex("msg"), vector.hex("sig")));
    }

    @ParameterizedTest
    @MethodSource("ecdsa")
    void ecdsaOfFixedLengthIsTakenOrRefusedAsWycheproofSays(
            Engine engine, KeyKind kind, SignatureScheme scheme, String name) {
        run(
                engine,
                name + "_p1363_test.json",
                (key, vector) -> EcdsaSignature.ofFixed(kind, vector.hex("sig"))
                        .filter(signature -> key.verify(scheme, vector.hex("msg"), signature.der()))
                        .isPresent());
    }

    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void ed25519IsTakenOrRefusedAsWycheproofSays(Engine engine) {
        run(
                engine,
                "ed25519_test.json",
                (key, vector) -> key.verify(SignatureScheme.ED25519, vector.hex("msg"), vector.hex("sig")));
    }

    static Stream<Arguments> pkcs1() {
        return Engines.all()
                .flatMap(engine -> Stream.of(
                        Arguments.of(engine, SignatureScheme.RSA_PKCS1_SHA2_256, "rsa_signature_2048_sha256_test.json"),
                        Arguments.of(engine, SignatureScheme.RSA_PKCS1_SHA2_256, "rsa_signature_3072_sha256_test.json"),
                        Arguments.of(engine, SignatureScheme.RSA_PKCS1_SHA2_384, "rsa_signature_3072_sha384_test.json"),
                        Arguments.of(
                                engine, SignatureScheme.RSA_PKCS1_SHA2_512, "rsa_signature_4096_sha512_test.json")));
    }

    // "acceptable" is a DigestInfo without its NULL: RFC 8017 §9.2 lets a verifier take it (the JDK) or not (Amazon's).
    @ParameterizedTest
    @MethodSource("pkcs1")
    void rsaPkcs1IsTakenOrRefusedAsWycheproofSays(Engine engine, SignatureScheme scheme, String file) {
        run(engine, file, (key, vector) -> key.verify(scheme, vector.hex("msg"), vector.hex("sig")));
    }

    static Stream<Arguments> pss() {
        return Engines.all()
                .flatMap(engine -> Stream.of(
                        Arguments.of(engine, SignatureScheme.RSA_PSS_SHA2_256, "rsa_pss_2048_sha256_mgf1_32_test.json"),
                        Arguments.of(engine, SignatureScheme.RSA_PSS_SHA2_256, "rsa_pss_3072_sha256_mgf1_32_test.json"),
                        Arguments.of(engine, SignatureScheme.RSA_PSS_SHA2_384, "rsa_pss_4096_sha384_mgf1_48_test.json"),
                        Arguments.of(
                                engine, SignatureScheme.RSA_PSS_SHA2_512, "rsa_pss_4096_sha512_mgf1_64_test.json")));
    }

    @ParameterizedTest
    @MethodSource("pss")
    void rsaPssIsTakenOrRefusedAsWycheproofSays(Engine engine, SignatureScheme scheme, String file) {
        run(engine, file, (key, vector) -> key.verify(scheme, vector.hex("msg"), vector.hex("sig")));
    }

    static Stream<Arguments> pssOfManyKinds() {
        return Engines.all()
                .flatMap(engine -> Stream.of(
                        Arguments.of(engine, "rsa_pss_misc_test.json"),
                        Arguments.of(engine, "rsa_pss_misc_params_test.json")));
    }

    // All of these are valid for their own parameters. IKEv2 has one set for each hash: the others must not pass.
    @ParameterizedTest
    @MethodSource("pssOfManyKinds")
    void rsaPssWithOtherParametersThanIkesIsRefused(Engine engine, String file) {
        Tally tally = new Tally(file, engine.name());
        for (Case vector : Vectors.wycheproof(file)) {
            Optional<JcaVerifyingKey> key = VerifyingKeys.read(engine.jca(), Bytes.ofHex(vector.text("publicKeyDer")));
            boolean ours = false;
            boolean taken = false;
            for (SignatureScheme scheme : new SignatureScheme[] {
                SignatureScheme.RSA_PSS_SHA2_256, SignatureScheme.RSA_PSS_SHA2_384, SignatureScheme.RSA_PSS_SHA2_512
            }) {
                String hash = "SHA-" + scheme.name().substring(scheme.name().length() - 3);
                ours |= vector.text("sha").equals(hash)
                        && vector.text("mgfSha").equals(hash)
                        && vector.number("sLen") * 8 == Integer.parseInt(hash.substring(4));
                taken |= key.isPresent() && key.get().verify(scheme, vector.hex("msg"), vector.hex("sig"));
            }
            boolean keyIsOurs = !vector.text("publicKeyDer").contains("06092a864886f70d01010a");
            tally.check(vector, taken == (ours && keyIsOurs));
        }
        tally.close();
    }

    private interface Verification {
        boolean takes(VerifyingKey key, Case vector);
    }

    private static void run(Engine engine, String file, Verification verification) {
        Tally tally = new Tally(file, engine.name());
        for (Case vector : Vectors.wycheproof(file)) {
            Optional<JcaVerifyingKey> key = VerifyingKeys.read(engine.jca(), Bytes.ofHex(vector.text("publicKeyDer")));
            boolean taken = key.isPresent() && verification.takes(key.get(), vector);
            if (vector.is("acceptable")) {
                tally.either();
            } else {
                tally.check(vector, taken == vector.is("valid"));
            }
        }
        tally.close();
    }
}
