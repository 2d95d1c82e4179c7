package org.adit.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import org.adit.base.Bytes;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.Engines.Engine;
import org.adit.protocol.crypto.Vectors.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class CipherVectorsTest {
    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void aesGcmSealsAndOpensAsWycheproofSays(Engine engine) {
        Tally tally = new Tally("aes_gcm_test.json", engine.name());
        for (Case vector : Vectors.wycheproof("aes_gcm_test.json")) {
            if (vector.number("keySize") == 192) {
                tally.notApplicable("192-bit key");
            } else if (vector.number("ivSize") != 96) {
                tally.notApplicable("nonce not of 96 bits");
            } else {
                boolean longKey = vector.number("keySize") == 256;
                tally.check(
                        vector,
                        aead(
                                engine,
                                vector,
                                longKey ? EncryptionAlgorithm.AES_256_GCM_16 : EncryptionAlgorithm.AES_128_GCM_16));
            }
        }
        tally.close();
    }

    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void chaCha20Poly1305SealsAndOpensAsWycheproofSays(Engine engine) {
        Tally tally = new Tally("chacha20_poly1305_test.json", engine.name());
        for (Case vector : Vectors.wycheproof("chacha20_poly1305_test.json")) {
            if (vector.number("ivSize") != 96) {
                tally.notApplicable("nonce not of 96 bits");
            } else {
                tally.check(vector, aead(engine, vector, EncryptionAlgorithm.CHACHA20_POLY1305));
            }
        }
        tally.close();
    }

    // The nonce is cut as IKE and ESP compose it: 4 octets of salt behind the key, 8 of IV in front of the ciphertext.
    private static boolean aead(Engine engine, Case vector, EncryptionAlgorithm algorithm) {
        Bytes nonce = vector.hex("iv");
        Bytes keyMaterial = vector.hex("key").plus(nonce.slice(0, 4));
        Bytes iv = nonce.slice(4, 12);
        Bytes sealed = Bytes.concat(iv, vector.hex("ct"), vector.hex("tag"));
        try (IkeCipher cipher = new AeadIkeCipher(engine.jca(), algorithm, secret(keyMaterial))) {
            Optional<Bytes> opened = cipher.open(vector.hex("aad"), sealed);
            if (!vector.is("valid")) {
                return opened.isEmpty();
            }
            return opened.equals(Optional.of(vector.hex("msg")))
                    && seal(engine, algorithm, keyMaterial, iv, vector).equals(sealed);
        }
    }

    private static Bytes seal(Engine engine, EncryptionAlgorithm algorithm, Bytes keyMaterial, Bytes iv, Case vector) {
        try {
            Cipher cipher =
                    new Aead(engine.jca(), algorithm, secret(keyMaterial)).sealing(BigEndian.getLong(iv.toArray(), 0));
            cipher.updateAAD(vector.hex("aad").toArray());
            return iv.plus(Bytes.wrap(cipher.doFinal(vector.hex("msg").toArray())));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void aesCbcEncryptsAndDecryptsAsWycheproofSays(Engine engine) {
        Tally tally = new Tally("aes_cbc_pkcs5_test.json", engine.name());
        for (Case vector : Vectors.wycheproof("aes_cbc_pkcs5_test.json")) {
            if (!vector.is("valid")) {
                tally.notApplicable("bad PKCS#5 padding: IKE and ESP pad themselves");
            } else if (vector.number("keySize") == 192) {
                tally.notApplicable("192-bit key");
            } else {
                tally.check(vector, cbc(engine, vector));
            }
        }
        tally.close();
    }

    private static boolean cbc(Engine engine, Case vector) {
        EncryptionAlgorithm algorithm =
                vector.number("keySize") == 256 ? EncryptionAlgorithm.AES_256_CBC : EncryptionAlgorithm.AES_128_CBC;
        CbcSuite suite = new CbcSuite(algorithm, IntegrityAlgorithm.HMAC_SHA2_256_128);
        byte[] iv = vector.hex("iv").toArray();
        CbcHmac cbc = new CbcHmac(
                engine.jca(),
                suite,
                secret(vector.hex("key")),
                Secret.own(new byte[32]),
                target -> System.arraycopy(iv, 0, target, 0, target.length));
        byte[] message = vector.hex("msg").toArray();
        int padding = 16 - message.length % 16;
        byte[] padded = Arrays.copyOf(message, message.length + padding);
        Arrays.fill(padded, message.length, padded.length, (byte) padding);
        byte[] work = Bytes.wrap(new byte[16]).plus(Bytes.wrap(padded)).toArray();
        cbc.encrypt(work, 0, padded.length);
        boolean encrypted = Bytes.of(work).equals(vector.hex("iv").plus(vector.hex("ct")));
        cbc.decrypt(work, 0, padded.length);
        return encrypted && Arrays.equals(work, 16, work.length, padded, 0, padded.length);
    }

    // RFC 7634, Appendix A
    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void theEspPacketOfRfc7634IsOpened(Engine engine) {
        JsonNode example =
                Vectors.json("rfc/rfc7634-chacha20poly1305-esp-ike.json").get(0);
        Bytes keyMaterial = hex(example, "keymat");
        // The packet's IPv4 header has 20 octets.
        byte[] packet = hex(example, "esp_ip_packet").toArray();
        int icvAt = packet.length - 16;
        ByteBuffer buffer = ByteBuffer.wrap(packet);
        try (EspCipher cipher = new AeadEspCipher(
                engine.jca(), EncryptionAlgorithm.CHACHA20_POLY1305, secret(keyMaterial), false, new Scratch())) {
            assertThat(cipher.open(
                            buffer,
                            20,
                            packet.length - 20,
                            buffer,
                            36,
                            example.get("seq").asInt()))
                    .isTrue();
        }
        assertThat(Bytes.of(packet, 36, icvAt)).isEqualTo(hex(example, "plaintext"));
    }

    // RFC 7634, Appendix B: with the key and salt of Appendix A
    @ParameterizedTest
    @MethodSource("org.adit.protocol.crypto.Engines#all")
    void theIkeMessageOfRfc7634IsOpened(Engine engine) {
        JsonNode examples = Vectors.json("rfc/rfc7634-chacha20poly1305-esp-ike.json");
        JsonNode example = examples.get(1);
        Bytes message = hex(example, "ike_message");
        Bytes associated = hex(example, "aad");
        try (IkeCipher cipher = new AeadIkeCipher(
                engine.jca(), EncryptionAlgorithm.CHACHA20_POLY1305, secret(hex(examples.get(0), "keymat")))) {
            assertThat(cipher.open(associated, message.slice(associated.length(), message.length())))
                    .contains(hex(example, "plaintext"));
        }
    }

    private static Bytes hex(JsonNode node, String field) {
        return Bytes.ofHex(node.get(field).asString());
    }

    private static Secret secret(Bytes octets) {
        return Secret.own(octets.toArray());
    }
}
