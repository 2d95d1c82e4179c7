package org.adit.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.protocol.crypto.KeyExchange.Agreement;
import org.adit.protocol.crypto.Vectors.Case;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The JDK's ML-KEM takes its seeds (d, z) and messages (m) from the randomness that we hand in, in this order: so
/// known answers go through the very methods that handshakes use.
final class MlKemVectorsTest {
    record Set(String name, MlKemExchange exchange, String accumulated) {
        int decapsulationKeyOctets() {
            return name.equals("768") ? 2400 : 3168;
        }

        @Override
        public String toString() {
            return "ML-KEM-" + name;
        }
    }

    static Stream<Set> sets() {
        return Stream.of(
                new Set(
                        "768",
                        MlKemExchange.of768(),
                        "1114b1b6699ed191734fa339376afa7e285c9e6acf6ff0177d346696ce564415"),
                new Set(
                        "1024",
                        MlKemExchange.of1024(),
                        "800018fec3e2723f73f1d657fe239b4d5d8782efaade297e8cd448e54cc2ac00"));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void seedsGiveTheKeysOfWycheproof(Set set) {
        String file = "mlkem_" + set.name + "_keygen_seed_test.json";
        Tally tally = new Tally(file, "JDK");
        for (Case vector : Vectors.wycheproof(file)) {
            tally.check(vector, offer(set, vector.hex("seed")).publicValue().equals(vector.hex("ek")));
        }
        tally.close();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void encapsulationKeysAreAnsweredOrRefusedAsWycheproofSays(Set set) {
        String file = "mlkem_" + set.name + "_encaps_test.json";
        Tally tally = new Tally(file, "JDK");
        for (Case vector : Vectors.wycheproof(file)) {
            Agreement agreement = set.exchange.answer(vector.hex("ek"), replayed(vector.hex("m")));
            tally.check(
                    vector,
                    switch (agreement) {
                        case Agreement.Agreed agreed ->
                            vector.is("valid")
                                    && agreed.publicValue().equals(vector.hex("c"))
                                    && agreed.secret().use(Bytes::of).equals(vector.hex("K"));
                        case Agreement.Refused _ -> vector.is("invalid");
                    });
        }
        tally.close();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void ciphertextsAreOpenedOrRefusedAsWycheproofSays(Set set) {
        String file = "mlkem_" + set.name + "_test.json";
        Tally tally = new Tally(file, "JDK");
        for (Case vector : Vectors.wycheproof(file)) {
            if (vector.hex("seed").length() != 64) {
                tally.notApplicable("seed not of 64 octets: seeds never come from outside");
            } else {
                Optional<Bytes> secret = KeyExchangeVectorsTest.secret(
                        offer(set, vector.hex("seed")).complete(vector.hex("c")));
                tally.check(
                        vector, vector.is("valid") ? secret.equals(Optional.of(vector.hex("K"))) : secret.isEmpty());
            }
        }
        tally.close();
    }

    @Test
    void expandedKeysOpenOrAreRefusedAsWycheproofSays() {
        String file = "mlkem_768_semi_expanded_decaps_test.json";
        Set set = sets().findFirst().orElseThrow();
        Tally tally = new Tally(file, "JDK");
        for (Case vector : Vectors.wycheproof(file)) {
            Optional<Bytes> secret = expanded(set, vector.hex("dk"))
                    .flatMap(key -> KeyExchangeVectorsTest.secret(set.exchange.decapsulate(key, vector.hex("c"))));
            tally.check(vector, vector.is("valid") ? secret.equals(Optional.of(vector.hex("K"))) : secret.isEmpty());
        }
        tally.close();
    }

    @Test
    void theExamplesOfAcvpHold() {
        Map<Integer, JsonNode> expected = new HashMap<>();
        for (JsonNode group : Vectors.json("acvp/ML-KEM.expected.json").get(1).get("testGroups")) {
            expected.put(group.get("tgId").asInt(), group.get("tests").get(0));
        }
        Map<String, Set> sets = Map.of(
                "ML-KEM-768",
                sets().toList().get(0),
                "ML-KEM-1024",
                sets().toList().get(1));
        int run = 0;
        for (JsonNode group : Vectors.json("acvp/ML-KEM.vectors.json").get(1).get("testGroups")) {
            Set set = sets.get(group.get("parameterSet").asString());
            if (set != null) {
                JsonNode answer = expected.get(group.get("tgId").asInt());
                acvp(set, group.get("function").asString(), group.get("tests").get(0), answer);
                run++;
            }
        }
        System.out.printf("vectors acvp ML-KEM: %d groups, 4 of ML-KEM-512 not applicable%n", run);
        assertThat(run).isEqualTo(8);
    }

    private static void acvp(Set set, String function, JsonNode test, JsonNode answer) {
        switch (function) {
            case "encapsulation" -> {
                Agreement agreement = set.exchange.answer(hex(test, "ek"), replayed(hex(test, "m")));
                assertThat(agreement).isInstanceOf(Agreement.Agreed.class);
                assertThat(((Agreement.Agreed) agreement).publicValue()).isEqualTo(hex(answer, "c"));
                assertThat(KeyExchangeVectorsTest.secret(agreement)).contains(hex(answer, "k"));
            }
            case "decapsulation" ->
                assertThat(KeyExchangeVectorsTest.secret(set.exchange.decapsulate(
                                expanded(set, hex(test, "dk")).orElseThrow(), hex(test, "c"))))
                        .contains(hex(answer, "k"));
            case "encapsulationKeyCheck" ->
                assertThat(set.exchange.answer(hex(test, "ek"), replayed(Bytes.EMPTY)) instanceof Agreement.Agreed)
                        .isEqualTo(answer.get("testPassed").asBoolean());
            case "decapsulationKeyCheck" -> {
                Bytes ciphertext = Bytes.wrap(new byte[set.name.equals("768") ? 1088 : 1568]);
                boolean taken = expanded(set, hex(test, "dk"))
                        .map(key -> set.exchange.decapsulate(key, ciphertext))
                        .filter(agreement -> agreement instanceof Agreement.Agreed)
                        .isPresent();
                assertThat(taken).isEqualTo(answer.get("testPassed").asBoolean());
            }
            default -> throw new AssertionError("an unknown function: " + function);
        }
    }

    // Seeds gave other keys in the draft that these were made with; encapsulation and decapsulation are the same.
    @ParameterizedTest
    @MethodSource("sets")
    void theExamplesOfCctvHold(Set set) {
        for (String kind : List.of("intermediate", "unluckysample")) {
            Map<String, Bytes> values = Vectors.assignments("cctv-mlkem/" + kind + "/ML-KEM-" + set.name + ".txt");
            Agreement answered = set.exchange.answer(values.get("ek"), replayed(values.get("m")));
            assertThat(answered).as(kind).isInstanceOf(Agreement.Agreed.class);
            assertThat(((Agreement.Agreed) answered).publicValue()).as(kind).isEqualTo(values.get("c"));
            assertThat(KeyExchangeVectorsTest.secret(answered)).as(kind).contains(values.get("K"));
            assertDecapsulates(set, values);
        }
        assertDecapsulates(set, Vectors.assignments("cctv-mlkem/strcmp/ML-KEM-" + set.name + ".txt"));
    }

    private static void assertDecapsulates(Set set, Map<String, Bytes> values) {
        PrivateKey key = expanded(set, values.get("dk")).orElseThrow();
        assertThat(KeyExchangeVectorsTest.secret(set.exchange.decapsulate(key, values.get("c"))))
                .contains(values.get("K"));
    }

    // R-FIPS203-01
    @ParameterizedTest
    @MethodSource("sets")
    void everyCoefficientOutOfRangeIsRefused(Set set) {
        List<Bytes> keys = Vectors.zippedLines("cctv-mlkem/modulus/ML-KEM-" + set.name + ".txt.gz");
        assertThat(keys)
                .hasSizeGreaterThan(700)
                .allSatisfy(key -> assertThat(set.exchange.answer(key, replayed(Bytes.EMPTY)))
                        .isInstanceOf(Agreement.Refused.class));
        System.out.printf("vectors cctv modulus %s: %d refused%n", set, keys.size());
    }

    // The recipe of CCTV (without the private key), with the hashes of Go's crypto/mlkem for the final FIPS 203.
    @ParameterizedTest
    @MethodSource("sets")
    void aHundredAccumulatedExchangesHashToTheKnownValue(Set set) {
        SHAKEDigest source = new SHAKEDigest(128);
        SHAKEDigest sink = new SHAKEDigest(128);
        for (int i = 0; i < 100; i++) {
            Bytes seed = squeeze(source, 64);
            Bytes message = squeeze(source, 32);
            Bytes wrongCiphertext = squeeze(source, set.name.equals("768") ? 1088 : 1568);
            KeyPair pair = set.exchange.generate(replayed(seed));
            Bytes encapsulationKey = offer(set, seed).publicValue();
            Agreement.Agreed answered = (Agreement.Agreed) set.exchange.answer(encapsulationKey, replayed(message));
            Bytes secret = answered.secret().use(Bytes::of);
            assertThat(KeyExchangeVectorsTest.secret(
                            set.exchange.decapsulate(pair.getPrivate(), answered.publicValue())))
                    .contains(secret);
            absorb(sink, encapsulationKey);
            absorb(sink, answered.publicValue());
            absorb(sink, secret);
            absorb(
                    sink,
                    KeyExchangeVectorsTest.secret(set.exchange.decapsulate(pair.getPrivate(), wrongCiphertext))
                            .orElseThrow());
        }
        assertThat(squeeze(sink, 32).hex()).isEqualTo(set.accumulated);
    }

    private static Bytes squeeze(SHAKEDigest digest, int octets) {
        byte[] out = new byte[octets];
        digest.doOutput(out, 0, octets);
        return Bytes.wrap(out);
    }

    private static void absorb(SHAKEDigest digest, Bytes octets) {
        digest.update(octets.toArray(), 0, octets.length());
    }

    private static KeyExchange.Offer offer(Set set, Bytes seed) {
        return set.exchange.offer(replayed(seed));
    }

    /// The private key with these octets: the encoding of a made one with its end exchanged.
    private static Optional<PrivateKey> expanded(Set set, Bytes key) {
        if (key.length() != set.decapsulationKeyOctets()) {
            return Optional.empty();
        }
        byte[] encoded = set.exchange.generate(target -> {}).getPrivate().getEncoded();
        key.copyTo(encoded, encoded.length - key.length());
        try {
            return Optional.of(KeyFactory.getInstance("ML-KEM").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Bytes hex(JsonNode node, String field) {
        return Bytes.ofHex(node.get(field).asString());
    }

    /// Gives these octets, then zeros.
    private static Randomness replayed(Bytes octets) {
        int[] at = {0};
        return target -> {
            for (int i = 0; i < target.length; i++) {
                target[i] = at[0] < octets.length() ? (byte) octets.at(at[0]++) : 0;
            }
        };
    }
}
