package org.adit.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.junit.jupiter.api.Test;

/// R-7296-03: RESERVED is sent as zero and ignored when received, but in the ID payload, which AUTH covers.
final class ReservedFieldsTest {
    /// A bit that means nothing: offset of its octet and mask.
    private record Bit(int at, int mask) {}

    @Test
    void everyReservedBitIsSentAsZeroAndChangesNothingWhenFlipped() {
        int flipped = 0;
        for (Corpus.Sample sample : Corpus.samples()) {
            Bytes datagram = PlainCodec.encode(sample.message());
            for (Bit bit : reserved(datagram)) {
                assertThat(datagram.at(bit.at()) & bit.mask()).as(sample.name()).isZero();
                for (int one = 1; one < 256; one <<= 1) {
                    if ((one & bit.mask()) != 0) {
                        Bytes changed = Mutations.replaced(datagram, bit.at(), 1, datagram.at(bit.at()) | one);
                        assertThat(PlainCodec.decode(changed)).isEqualTo(Result.ok(sample.message()));
                        flipped++;
                    }
                }
            }
        }
        assertThat(flipped).isGreaterThan(2_000);
    }

    private static List<Bit> reserved(Bytes datagram) {
        List<Bit> bits = new ArrayList<>();
        bits.add(new Bit(17, 0x0f)); // minor version
        bits.add(new Bit(19, 0xc7)); // flags but I, V, R
        bits.add(new Bit(19, 0x10)); // V
        int type = datagram.at(16);
        for (int at = IkeHeader.OCTETS; at < datagram.length(); ) {
            int length = datagram.at(at + 2) << 8 | datagram.at(at + 3);
            bits.add(new Bit(at + 1, PayloadType.known(type) ? 0xff : 0x7f));
            bits.addAll(inBody(type, datagram, at + 4, at + length));
            type = datagram.at(at);
            at += length;
        }
        return bits;
    }

    private static List<Bit> inBody(int type, Bytes datagram, int from, int to) {
        return switch (type) {
            case PayloadType.SECURITY_ASSOCIATION -> inProposals(datagram, from, to);
            case PayloadType.KEY_EXCHANGE -> List.of(new Bit(from + 2, 0xff), new Bit(from + 3, 0xff));
            case PayloadType.AUTHENTICATION,
                    PayloadType.TRAFFIC_SELECTOR_INITIATOR,
                    PayloadType.TRAFFIC_SELECTOR_RESPONDER ->
                List.of(new Bit(from + 1, 0xff), new Bit(from + 2, 0xff), new Bit(from + 3, 0xff));
            case PayloadType.CONFIGURATION -> inAttributes(datagram, from, to);
            default -> List.of();
        };
    }

    private static List<Bit> inProposals(Bytes datagram, int from, int to) {
        List<Bit> bits = new ArrayList<>();
        for (int at = from; at < to; at += datagram.at(at + 2) << 8 | datagram.at(at + 3)) {
            bits.add(new Bit(at + 1, 0xff));
            int end = at + (datagram.at(at + 2) << 8 | datagram.at(at + 3));
            for (int in = at + 8 + datagram.at(at + 6); in < end; in += datagram.at(in + 3)) {
                bits.add(new Bit(in + 1, 0xff));
                bits.add(new Bit(in + 5, 0xff));
            }
        }
        return bits;
    }

    private static List<Bit> inAttributes(Bytes datagram, int from, int to) {
        List<Bit> bits = new ArrayList<>();
        bits.add(new Bit(from + 1, 0xff));
        bits.add(new Bit(from + 2, 0xff));
        bits.add(new Bit(from + 3, 0xff));
        for (int at = from + 4; at < to; at += 4 + datagram.at(at + 3)) {
            bits.add(new Bit(at, 0x80));
        }
        return bits;
    }
}
