package org.adit.protocol.crypto;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.adit.base.Bytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The known answers beside the repository, in `../shared/vectors`. Tests that need them say so when they are absent.
final class Vectors {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What the tests of this package read; reading anything else fails.
    static final Set<String> USED_FILES = Set.of(
            "acvp/ML-KEM.expected.json",
            "acvp/ML-KEM.vectors.json",
            "cctv-mlkem/intermediate/ML-KEM-1024.txt",
            "cctv-mlkem/intermediate/ML-KEM-768.txt",
            "cctv-mlkem/modulus/ML-KEM-1024.txt.gz",
            "cctv-mlkem/modulus/ML-KEM-768.txt.gz",
            "cctv-mlkem/strcmp/ML-KEM-1024.txt",
            "cctv-mlkem/strcmp/ML-KEM-768.txt",
            "cctv-mlkem/unluckysample/ML-KEM-1024.txt",
            "cctv-mlkem/unluckysample/ML-KEM-768.txt",
            "ikev2-kdf/ikev2-kdf.json",
            "rfc/rfc4868-hmac-sha2.json",
            "rfc/rfc5903-ecp-ke-payloads.json",
            "rfc/rfc7634-chacha20poly1305-esp-ike.json",
            "wycheproof/aes_cbc_pkcs5_test.json",
            "wycheproof/aes_gcm_test.json",
            "wycheproof/chacha20_poly1305_test.json",
            "wycheproof/ecdh_secp256r1_ecpoint_test.json",
            "wycheproof/ecdh_secp256r1_test.json",
            "wycheproof/ecdh_secp384r1_ecpoint_test.json",
            "wycheproof/ecdh_secp384r1_test.json",
            "wycheproof/ecdh_secp521r1_ecpoint_test.json",
            "wycheproof/ecdh_secp521r1_test.json",
            "wycheproof/ecdsa_secp256r1_sha256_p1363_test.json",
            "wycheproof/ecdsa_secp256r1_sha256_test.json",
            "wycheproof/ecdsa_secp384r1_sha384_p1363_test.json",
            "wycheproof/ecdsa_secp384r1_sha384_test.json",
            "wycheproof/ecdsa_secp521r1_sha512_p1363_test.json",
            "wycheproof/ecdsa_secp521r1_sha512_test.json",
            "wycheproof/ed25519_test.json",
            "wycheproof/hmac_sha256_test.json",
            "wycheproof/hmac_sha384_test.json",
            "wycheproof/hmac_sha512_test.json",
            "wycheproof/mlkem_1024_encaps_test.json",
            "wycheproof/mlkem_1024_keygen_seed_test.json",
            "wycheproof/mlkem_1024_test.json",
            "wycheproof/mlkem_768_encaps_test.json",
            "wycheproof/mlkem_768_keygen_seed_test.json",
            "wycheproof/mlkem_768_semi_expanded_decaps_test.json",
            "wycheproof/mlkem_768_test.json",
            "wycheproof/rsa_pss_2048_sha256_mgf1_32_test.json",
            "wycheproof/rsa_pss_3072_sha256_mgf1_32_test.json",
            "wycheproof/rsa_pss_4096_sha384_mgf1_48_test.json",
            "wycheproof/rsa_pss_4096_sha512_mgf1_64_test.json",
            "wycheproof/rsa_pss_misc_params_test.json",
            "wycheproof/rsa_pss_misc_test.json",
            "wycheproof/rsa_signature_2048_sha256_test.json",
            "wycheproof/rsa_signature_3072_sha256_test.json",
            "wycheproof/rsa_signature_3072_sha384_test.json",
            "wycheproof/rsa_signature_4096_sha512_test.json",
            "wycheproof/x25519_test.json");

    private Vectors() {}

    private static Path file(String name) {
        if (!USED_FILES.contains(name)) {
            throw new AssertionError(name + " is not among the files that are said to be used");
        }
        return folder().resolve(name);
    }

    /// One test of a Wycheproof file with the group it stands in.
    record Case(JsonNode group, JsonNode test) {
        int id() {
            return test.get("tcId").asInt();
        }

        Bytes hex(String field) {
            return Bytes.ofHex(test.get(field).asString());
        }

        boolean is(String result) {
            return test.get("result").asString().equals(result);
        }

        boolean has(String flag) {
            return test.get("flags")
                    .valueStream()
                    .anyMatch(one -> one.asString().equals(flag));
        }

        int number(String field) {
            return group.get(field).asInt();
        }

        String text(String field) {
            return group.get(field).asString();
        }
    }

    static Path folder() {
        Path folder = Path.of(System.getProperty("adit.root", ".."))
                .toAbsolutePath()
                .normalize()
                .resolveSibling("shared")
                .resolve("vectors");
        assumeTrue(Files.isDirectory(folder), () -> "NOT RUN: no known answers at " + folder);
        return folder;
    }

    static List<Case> wycheproof(String file) {
        List<Case> cases = new ArrayList<>();
        for (JsonNode group : json("wycheproof/" + file).get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                cases.add(new Case(group, test));
            }
        }
        return cases;
    }

    static JsonNode json(String file) {
        return JSON.readTree(file(file));
    }

    /// `name = hex` lines of the CCTV files; lines of other shapes are left out.
    static Map<String, Bytes> assignments(String file) {
        Map<String, Bytes> values = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file(file))) {
                String[] sides = line.split(" = ", 2);
                if (sides.length == 2 && sides[1].matches("(?:[0-9a-f]{2})+")) {
                    values.putIfAbsent(sides[0], Bytes.ofHex(sides[1]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }

    static List<Bytes> zippedLines(String file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file(file))), StandardCharsets.US_ASCII))) {
            return lines.lines().map(Bytes::ofHex).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
