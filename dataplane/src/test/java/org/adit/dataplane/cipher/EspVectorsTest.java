package org.adit.dataplane.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.adit.base.Bytes;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The known answers beside the repository, as far as they have the shape of ESP. Wycheproof's additional data rarely
/// is SPI and sequence number, but neither cipher's ciphertext depends on it: so ciphertexts are compared always, and
/// tags, right ones and wrong ones, where it has 8 or 12 octets.
final class EspVectorsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ROOM = 70_000;

    private final Map<String, Integer> counted = new TreeMap<>();
    private final Set<Integer> wrong = new TreeSet<>();

    @ParameterizedTest
    @MethodSource("org.adit.dataplane.cipher.EnginesUnderTest#engines")
    void aesGcmSealsAndOpensAsWycheproofSays(Engine engine) {
        run(engine, "aes_gcm_test.json");
    }

    @ParameterizedTest
    @MethodSource("org.adit.dataplane.cipher.EnginesUnderTest#engines")
    void chaCha20Poly1305SealsAndOpensAsWycheproofSays(Engine engine) {
        run(engine, "chacha20_poly1305_test.json");
    }

    private void run(Engine engine, String file) {
        for (JsonNode group : json("wycheproof/" + file).get("testGroups")) {
            int keyBits = group.get("keySize").asInt();
            if (group.get("ivSize").asInt() != 96 || keyBits == 192) {
                counted.merge("of another shape", group.get("tests").size(), Integer::sum);
                continue;
            }
            EncryptionAlgorithm algorithm = file.startsWith("chacha")
                    ? EncryptionAlgorithm.CHACHA20_POLY1305
                    : keyBits == 256 ? EncryptionAlgorithm.AES_256_GCM_16 : EncryptionAlgorithm.AES_128_GCM_16;
            for (JsonNode test : group.get("tests")) {
                if (!check(engine, algorithm, test)) {
                    wrong.add(test.get("tcId").asInt());
                }
            }
        }
        System.out.printf("vectors %-28s %-18s %s%n", file, engine, counted);
        assertThat(wrong).as("%s with %s, by tcId", file, engine).isEmpty();
        assertThat(counted.get("ciphertexts")).isPositive();
    }

    private boolean check(Engine engine, EncryptionAlgorithm algorithm, JsonNode test) {
        Bytes nonce = hex(test, "iv");
        Bytes associated = hex(test, "aad");
        Bytes ciphertext = hex(test, "ct");
        boolean valid = test.get("result").asString().equals("valid");
        boolean esn = associated.length() != 8;
        EspSuite suite = new EspSuite(algorithm, Optional.empty(), esn);
        boolean right = true;
        try (EspKeys keys = new EspKeys(
                        Secret.own(hex(test, "key").plus(nonce.slice(0, 4)).toArray()), Secret.own(new byte[0]));
                EspCipher sealing = engine.ciphers().cipher(suite, keys, EnginesUnderTest.RANDOMNESS);
                EspCipher opening = engine.ciphers().cipher(suite, keys, EnginesUnderTest.RANDOMNESS)) {
            if (valid) {
                counted.merge("ciphertexts", 1, Integer::sum);
                right = sealed(sealing, hex(test, "msg"), number(nonce.slice(4, 12)))
                        .equals(ciphertext);
            }
            if (associated.length() == 8 || associated.length() == 12) {
                counted.merge(valid ? "tags" : "wrong tags", 1, Integer::sum);
                Bytes body = Bytes.concat(nonce.slice(4, 12), ciphertext, hex(test, "tag"));
                Optional<Bytes> opened = opened(opening, associated, body);
                right = right && opened.equals(valid ? Optional.of(hex(test, "msg")) : Optional.empty());
            }
        }
        return right;
    }

    private static Bytes sealed(EspCipher cipher, Bytes message, long iv) {
        ByteBuffer from = ByteBuffer.allocateDirect(ROOM);
        ByteBuffer to = ByteBuffer.allocateDirect(ROOM);
        from.put(0, message.toArray());
        cipher.seal(from, 0, message.length(), to, 0, iv);
        return octets(to, 16, message.length());
    }

    private static Optional<Bytes> opened(EspCipher cipher, Bytes associated, Bytes body) {
        ByteBuffer from = ByteBuffer.allocateDirect(ROOM);
        ByteBuffer to = ByteBuffer.allocateDirect(ROOM);
        from.put(0, associated.slice(0, 4).toArray());
        from.put(8, body.toArray());
        long sequence = number(associated.slice(4, associated.length()));
        int payload = body.length() - 8 - 16;
        return cipher.open(from, 0, 8 + body.length(), to, 0, sequence)
                ? Optional.of(octets(to, 0, payload))
                : Optional.empty();
    }

    // RFC 7634, Appendix A
    @ParameterizedTest
    @MethodSource("org.adit.dataplane.cipher.EnginesUnderTest#engines")
    void theEspPacketOfRfc7634IsOpened(Engine engine) {
        JsonNode example = json("rfc/rfc7634-chacha20poly1305-esp-ike.json").get(0);
        EspSuite suite = new EspSuite(EncryptionAlgorithm.CHACHA20_POLY1305, Optional.empty(), false);
        Bytes packet = hex(example, "esp_ip_packet");
        ByteBuffer from = ByteBuffer.allocateDirect(ROOM);
        ByteBuffer to = ByteBuffer.allocateDirect(ROOM);
        from.put(0, packet.toArray());
        // The packet's IPv4 header has 20 octets.
        int espOctets = packet.length() - 20;
        try (EspKeys keys = new EspKeys(Secret.own(hex(example, "keymat").toArray()), Secret.own(new byte[0]));
                EspCipher opening = engine.ciphers().cipher(suite, keys, EnginesUnderTest.RANDOMNESS)) {
            assertThat(opening.open(
                            from, 20, espOctets, to, 0, example.get("seq").asInt()))
                    .isTrue();
        }
        assertThat(octets(to, 0, espOctets - 32)).isEqualTo(hex(example, "plaintext"));
    }

    private static JsonNode json(String name) {
        Path file = Path.of(System.getProperty("adit.root", ".."))
                .toAbsolutePath()
                .normalize()
                .resolveSibling("shared")
                .resolve("vectors")
                .resolve(name);
        assumeTrue(Files.exists(file), () -> "NOT RUN: no known answers at " + file);
        return JSON.readTree(file);
    }

    private static long number(Bytes octets) {
        long number = 0;
        for (int i = 0; i < octets.length(); i++) {
            number = number << 8 | octets.at(i);
        }
        return number;
    }

    private static Bytes hex(JsonNode node, String field) {
        return Bytes.ofHex(node.get(field).asString());
    }

    private static Bytes octets(ByteBuffer buffer, int at, int length) {
        byte[] octets = new byte[length];
        buffer.get(at, octets);
        return Bytes.wrap(octets);
    }
}
