package org.adit.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Messages and payloads printed in RFCs.
final class WireVectorsTest {
    @Test
    void theKeyExchangePayloadsOfRfc5903AreReadAndWritten() throws Exception {
        int payloads = 0;
        for (JsonNode vector : vectors("rfc5903-ecp-ke-payloads.json")) {
            int group = vector.get("group").asInt();
            payloads += check(group, vector, "gix", "giy", "KEi_payload");
            payloads += check(group, vector, "grx", "gry", "KEr_payload");
        }
        assertThat(payloads).isEqualTo(6);
    }

    private static int check(int group, JsonNode vector, String x, String y, String payload) {
        Bytes data = Bytes.ofHex(vector.get(x).asString() + vector.get(y).asString());
        Payload ke = new Payload.KeyExchangeData(group, data);
        OctetWriter written = new OctetWriter(64);
        PayloadChain.write(List.of(ke), written);
        String printed = vector.get(payload).asString();
        // the responder's payload for group 21 is broken by a page end, so that its first octets are missing
        assertThat(written.bytes().hex()).endsWith(printed);
        if (group != 21 || payload.equals("KEi_payload")) {
            assertThat(PayloadChain.read(PayloadType.KEY_EXCHANGE, Bytes.ofHex(printed), 0))
                    .isEqualTo(Result.ok(List.of(ke)));
            assertThat(written.bytes()).isEqualTo(Bytes.ofHex(printed));
        }
        return 1;
    }

    @Test
    void theProtectedMessageOfRfc7634IsReadAndWritten() throws Exception {
        JsonNode vector = vectors("rfc7634-chacha20poly1305-esp-ike.json").get(1);
        Bytes datagram = Bytes.ofHex(vector.get("ike_message").asString());
        Bytes keymat = Bytes.ofHex(
                "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3"); // RFC 7634 appendix B
        long iv = 0x1011121314151617L;
        AeadCipher cipher = AeadCipher.chacha(keymat.slice(0, 32), keymat.slice(32, 36), iv);
        IkeMessage message = new IkeMessage(
                new IkeHeader(
                        new IkeSpi(0xc0c1c2c3c4c5c6c7L),
                        new IkeSpi(0xd0d1d2d3d4d5d6d7L),
                        ExchangeType.INFORMATIONAL,
                        false,
                        false,
                        9),
                List.of(Payload.Notify.of(NotifyType.SET_WINDOW_SIZE, Bytes.ofHex("0000000a"))));

        assertThat(new SealedReader(cipher).read(datagram))
                .isInstanceOfSatisfying(
                        Decoded.Complete.class,
                        complete -> assertThat(complete.message().content()).isEqualTo(message));
        assertThat(new SealedWriter(cipher).write(message)).isEqualTo(datagram);
    }

    private static JsonNode vectors(String name) throws Exception {
        Path file = Path.of(System.getProperty("adit.root", "."), "..", "shared", "vectors", "rfc", name);
        assumeTrue(Files.isReadable(file), "no vectors at " + file + ": this test is skipped");
        return new ObjectMapper().readTree(Files.readString(file));
    }
}
