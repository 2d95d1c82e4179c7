package org.adit.protocol.crypto;

import java.util.Map;

/// Where we differ from a vector's expected result on purpose, by file and tcId; and the files that are not for us.
final class VectorExceptions {
    private static final String E_OF_3 = "valid, but the key's exponent is 3: we take 65537 and above";

    private static final Map<String, Map<Integer, String>> BY_FILE = Map.of(
            "rsa_signature_2048_sha256_test.json",
            Map.of(258, E_OF_3, 259, E_OF_3),
            "rsa_signature_3072_sha256_test.json",
            Map.of(259, E_OF_3));

    /// Files of ../shared/vectors that nothing here uses.
    static final Map<String, String> UNUSED_FILES = Map.ofEntries(
            Map.entry("wycheproof/ed448_test.json", "Ed448 is not among our signatures"),
            Map.entry("wycheproof/x448_test.json", "group 32 is not among our key exchanges"),
            Map.entry("wycheproof/mldsa_65_verify_test.json", "ML-DSA is not among our signatures"),
            Map.entry("wycheproof/pbkdf2_hmacsha256_test.json", "password hashing belongs to the gateway"),
            Map.entry("wycheproof/pbkdf2_hmacsha512_test.json", "password hashing belongs to the gateway"),
            Map.entry("wycheproof/LICENSE", "no vectors"),
            Map.entry(
                    "cctv-mlkem/README.md",
                    "its accumulated hashes are of the draft of FIPS 203: other keys from a seed"),
            Map.entry("cctv-mlkem/intermediate/ML-KEM-512.txt", "ML-KEM-512 is not among our key exchanges"),
            Map.entry("cctv-mlkem/modulus/ML-KEM-512.txt.gz", "ML-KEM-512 is not among our key exchanges"),
            Map.entry("cctv-mlkem/strcmp/ML-KEM-512.txt", "ML-KEM-512 is not among our key exchanges"),
            Map.entry("cctv-mlkem/unluckysample/ML-KEM-512.txt", "ML-KEM-512 is not among our key exchanges"),
            Map.entry("rfc/rfc2759-mschapv2.json", "for EAP"),
            Map.entry("rfc/rfc2865-section7-packets.json", "for RADIUS"),
            Map.entry("rfc/rfc3079-mppe-keys.json", "for EAP"),
            Map.entry("rfc/rfc4226-rfc6238-otp.json", "for one-time passwords"));

    private VectorExceptions() {}

    static Map<Integer, String> of(String file) {
        return BY_FILE.getOrDefault(file, Map.of());
    }
}
