package org.adit.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.Engines.Engine;
import org.adit.protocol.crypto.Vectors.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class MacVectorsTest {
    static Stream<Arguments> files() {
        return Engines.all()
                .flatMap(engine -> Stream.of(
                        Arguments.of(
                                engine,
                                PrfAlgorithm.HMAC_SHA2_256,
                                IntegrityAlgorithm.HMAC_SHA2_256_128,
                                "hmac_sha256_test.json"),
                        Arguments.of(
                                engine,
                                PrfAlgorithm.HMAC_SHA2_384,
                                IntegrityAlgorithm.HMAC_SHA2_384_192,
                                "hmac_sha384_test.json"),
                        Arguments.of(
                                engine,
                                PrfAlgorithm.HMAC_SHA2_512,
                                IntegrityAlgorithm.HMAC_SHA2_512_256,
                                "hmac_sha512_test.json")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void hmacsAreMadeAndCheckedAsWycheproofSays(
            Engine engine, PrfAlgorithm prf, IntegrityAlgorithm integrity, String file) {
        Tally tally = new Tally(file, engine.name());
        for (Case vector : Vectors.wycheproof(file)) {
            Bytes tag = vector.hex("tag");
            boolean taken = tag.length() == prf.outputOctets()
                    ? prf(engine, prf, vector).equals(tag)
                    : icv(engine, prf, integrity, vector);
            tally.check(vector, taken == vector.is("valid"));
        }
        tally.close();
    }

    private static Bytes prf(Engine engine, PrfAlgorithm prf, Case vector) {
        return new HmacPrf(engine.jca(), prf).compute(secret(vector.hex("key")), vector.hex("msg"));
    }

    // Keys of the one length that RFC 4868 allows go through the ICV check itself.
    private static boolean icv(Engine engine, PrfAlgorithm prf, IntegrityAlgorithm integrity, Case vector) {
        Bytes key = vector.hex("key");
        Bytes tag = vector.hex("tag");
        assertThat(tag.length()).isEqualTo(integrity.icvOctets());
        if (key.length() != integrity.keyOctets()) {
            return prf(engine, prf, vector).slice(0, tag.length()).equals(tag);
        }
        CbcHmac cbc = cbc(engine, integrity, key);
        byte[] message = vector.hex("msg").toArray();
        cbc.authenticate(message, 0, message.length);
        return cbc.isIcv(tag.toArray(), 0);
    }

    private static CbcHmac cbc(Engine engine, IntegrityAlgorithm integrity, Bytes key) {
        CbcSuite suite = new CbcSuite(EncryptionAlgorithm.AES_128_CBC, integrity);
        return new CbcHmac(engine.jca(), suite, Secret.own(new byte[16]), secret(key), target -> {});
    }

    // RFC 4868 §2.7
    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void prfsAndIcvsAreThoseOfRfc4868(Engine engine) {
        Map<String, PrfAlgorithm> prfs = Map.of(
                "PRF-HMAC-SHA-256", PrfAlgorithm.HMAC_SHA2_256,
                "PRF-HMAC-SHA-384", PrfAlgorithm.HMAC_SHA2_384,
                "PRF-HMAC-SHA-512", PrfAlgorithm.HMAC_SHA2_512);
        Map<String, IntegrityAlgorithm> integrities = Map.of(
                "HMAC-SHA-256-128", IntegrityAlgorithm.HMAC_SHA2_256_128,
                "HMAC-SHA-384-192", IntegrityAlgorithm.HMAC_SHA2_384_192,
                // the RFC's own slip in its first example of 384 bits
                "HMAC-SHA-384-128", IntegrityAlgorithm.HMAC_SHA2_384_192,
                "HMAC-SHA-512-256", IntegrityAlgorithm.HMAC_SHA2_512_256);
        int compared = 0;
        for (JsonNode example : Vectors.json("rfc/rfc4868-hmac-sha2.json")) {
            Bytes key = hex(example, "Key");
            Bytes data = hex(example, "Data");
            for (Map.Entry<String, PrfAlgorithm> prf : prfs.entrySet()) {
                if (example.has(prf.getKey())) {
                    assertThat(new HmacPrf(engine.jca(), prf.getValue()).compute(secret(key), data))
                            .as("%s %s", example.get("case"), prf.getKey())
                            .isEqualTo(hex(example, prf.getKey()));
                    compared++;
                }
            }
            for (Map.Entry<String, IntegrityAlgorithm> integrity : integrities.entrySet()) {
                if (example.has(integrity.getKey())) {
                    CbcHmac cbc = cbc(engine, integrity.getValue(), key);
                    byte[] icv = new byte[integrity.getValue().icvOctets()];
                    cbc.authenticate(data.toArray(), 0, data.length());
                    cbc.writeIcv(icv, 0);
                    assertThat(Bytes.wrap(icv))
                            .as("%s %s", example.get("case"), integrity.getKey())
                            .isEqualTo(hex(example, integrity.getKey()));
                    compared++;
                }
            }
        }
        System.out.printf("vectors rfc4868 %s: %d values compared%n", engine, compared);
        assertThat(compared).isEqualTo(39);
    }

    // RFC 7296 §2.13, 2.14, 2.17, 2.18
    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void theKeysOfAnSaAreDerivedAsNistSays(Engine engine) {
        Prf prf = new HmacPrf(engine.jca(), PrfAlgorithm.HMAC_SHA2_256);
        for (JsonNode example : Vectors.json("ikev2-kdf/ikev2-kdf.json").get("tests")) {
            assertThat(example.get("prf").asString()).isEqualTo("PRF_HMAC_SHA2_256");
            Bytes nonces = hex(example, "Ni").plus(hex(example, "Nr"));
            Bytes spis = hex(example, "SPIi").plus(hex(example, "SPIr"));
            Secret shared = secret(hex(example, "g_ir"));
            Secret sharedAnew = secret(hex(example, "g_ir_new"));

            Secret skeyseed = prf.deriveFrom(secret(nonces), shared, Bytes.EMPTY);
            assertThat(open(skeyseed)).isEqualTo(hex(example, "SKEYSEED"));

            Bytes keys = hex(example, "DKM");
            Secret derived = prf.expand(skeyseed, nonces.plus(spis), keys.length());
            assertThat(open(derived)).isEqualTo(keys);

            Secret skd = derived.slice(0, 32);
            Bytes child = hex(example, "DKM_Child_SA");
            assertThat(open(prf.expand(skd, nonces, child.length()))).isEqualTo(child);

            Bytes childWithKe = hex(example, "DKM_Child_SA_DH");
            assertThat(open(prf.expandFrom(skd, sharedAnew, nonces, childWithKe.length())))
                    .isEqualTo(childWithKe);

            assertThat(open(prf.deriveFrom(skd, sharedAnew, nonces))).isEqualTo(hex(example, "SKEYSEED_rekey"));
            assertThat(prf.compute(skd, nonces)).isEqualTo(open(prf.derive(skd, nonces)));
            assertThat(List.of(skd.wiped(), shared.wiped())).containsOnly(false);
        }
    }

    private static Bytes open(Secret secret) {
        return secret.use(Bytes::of);
    }

    private static Bytes hex(JsonNode node, String field) {
        return Bytes.ofHex(node.get(field).asString());
    }

    private static Secret secret(Bytes octets) {
        return Secret.own(octets.toArray());
    }
}
