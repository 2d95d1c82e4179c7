package org.adit.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.junit.jupiter.api.Test;

final class WireRoundTripTest {
    private static final long SEED = Long.getLong("adit.seed", 20261124L);
    private static final int MESSAGES = 3_000;

    @Test
    void everyGeneratedMessageComesBackFromItsOctets() {
        System.out.println("WireRoundTripTest seed " + SEED);
        MessageGenerator generator = new MessageGenerator(SEED);
        for (int i = 0; i < MESSAGES; i++) {
            IkeMessage message = generator.message();
            Bytes datagram = PlainCodec.encode(message);
            assertThat(PlainCodec.decode(datagram)).isEqualTo(Result.ok(message));
            assertThat(PlainCodec.header(datagram)).contains(message.header());
        }
    }

    @Test
    void everyGeneratedMessageComesBackFromItsProtection() {
        MessageGenerator generator = new MessageGenerator(SEED + 1);
        for (int i = 0; i < MESSAGES; i++) {
            IkeMessage message = generator.message();
            int block = 1 << i % 5;
            Bytes datagram = new SealedWriter(new FakeCipher(block)).write(message);
            assertThat(read(new SealedReader(new FakeCipher(block)), datagram)).isEqualTo(message);
        }
    }

    @Test
    void aRealCipherCarriesThem() {
        Bytes key = Bytes.ofHex("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
        Bytes salt = Bytes.ofHex("a0a1a2a3");
        SealedWriter writer = new SealedWriter(AeadCipher.gcm(key, salt));
        SealedReader reader = new SealedReader(AeadCipher.gcm(key, salt));
        MessageGenerator generator = new MessageGenerator(SEED + 2);
        for (int i = 0; i < 200; i++) {
            IkeMessage message = generator.message();
            assertThat(read(reader, writer.write(message))).isEqualTo(message);
        }
    }

    @Test
    void everyGeneratedMessageComesBackFromItsFragmentsInAnyOrder() {
        MessageGenerator generator = new MessageGenerator(SEED + 3);
        Random order = new Random(SEED);
        int fragmented = 0;
        for (int i = 0; i < MESSAGES; i++) {
            IkeMessage message = generator.message();
            int block = 1 << i % 5;
            int most = 250 + order.nextInt(1200);
            List<Bytes> datagrams =
                    new ArrayList<>(new SealedWriter(new FakeCipher(block)).writeFragmented(message, most));
            fragmented += datagrams.size() > 1 ? 1 : 0;
            assertThat(datagrams).allSatisfy(one -> assertThat(one.length()).isLessThanOrEqualTo(most));
            Collections.shuffle(datagrams, order);
            SealedReader reader = new SealedReader(new FakeCipher(block));
            for (int at = 0; at < datagrams.size() - 1; at++) {
                assertThat(reader.read(datagrams.get(at)))
                        .isInstanceOfSatisfying(
                                Decoded.Waiting.class, w -> assertThat(w.of()).isEqualTo(datagrams.size()));
            }
            assertThat(read(reader, datagrams.getLast())).isEqualTo(message);
        }
        assertThat(fragmented).isGreaterThan(MESSAGES / 4);
    }

    private static IkeMessage read(SealedReader reader, Bytes datagram) {
        Decoded decoded = reader.read(datagram);
        assertThat(decoded).isInstanceOf(Decoded.Complete.class);
        return ((Decoded.Complete) decoded).message().content();
    }
}
