package org.adit.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every message of the corpus, spoiled in every way of [Mutations]: whatever comes in, a value comes out, at a price
/// bounded by what came in (lessons L-01, L-08, L-11, L-23). The timeout is there to end an endless loop.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WireExhaustiveTest {
    /// What reading may allocate: per octet that arrived, and once.
    private static final int PER_OCTET = 20;

    private static final int ONCE = 4_096;
    private static final int BLOCK = 4;

    private long dearest;
    private String dearestOf = "";

    @Test
    void theCorpusHasThirtyDifferentMessagesAndEveryKindOfPayload() {
        List<IkeMessage> messages =
                Corpus.samples().stream().map(Corpus.Sample::message).toList();
        assertThat(messages).hasSize(30).doesNotHaveDuplicates();
        for (Class<?> kind : Payload.class.getPermittedSubclasses()) {
            assertThat(messages).anySatisfy(m -> assertThat(m.payloads()).anyMatch(kind::isInstance));
        }
    }

    @Test
    void everySpoiledMessageInTheClearIsReadOrRefused() {
        int count = 0;
        for (Corpus.Sample sample : Corpus.samples()) {
            Bytes datagram = PlainCodec.encode(sample.message());
            assertThat(PlainCodec.decode(datagram)).isEqualTo(Result.ok(sample.message()));
            count += Mutations.each(datagram, 0, spoiled -> check(sample, spoiled, PlainCodec::decode));
            count += Mutations.cuts(
                    datagram, cut -> check(sample, withTrueLength(cut), PlainCodec::decode)); // beyond the header check
        }
        report("in the clear", count);
    }

    @Test
    void everySpoiledProtectedMessageIsIgnored() {
        int count = 0;
        for (Corpus.Sample sample : sealable()) {
            Bytes datagram = new SealedWriter(new FakeCipher(BLOCK)).write(sample.message());
            count += Mutations.each(datagram, 0, spoiled -> checkIgnored(sample, datagram, spoiled));
            count += Mutations.cuts(datagram, cut -> checkIgnored(sample, datagram, withTrueLength(cut)));
        }
        report("protected", count);
    }

    @Test
    void everySpoiledFragmentIsIgnored() {
        int count = 0;
        for (Corpus.Sample sample : sealable()) {
            List<Bytes> datagrams = new SealedWriter(new FakeCipher(BLOCK)).writeFragmented(sample.message(), 120);
            for (Bytes datagram : datagrams.size() > 1 ? datagrams : List.<Bytes>of()) {
                count += Mutations.each(datagram, 0, spoiled -> checkIgnored(sample, datagram, spoiled));
            }
        }
        report("fragments", count);
    }

    @Test
    void everySpoiledContentBehindTheProtectionIsReadOrAnswered() {
        int count = 0;
        for (Corpus.Sample sample : sealable()) {
            int first = PayloadChain.firstType(sample.message().payloads());
            OctetWriter content = new OctetWriter(64);
            PayloadChain.write(sample.message().payloads(), content);
            count += Mutations.each(content.bytes(), 0, spoiled -> checkAuthentic(sample, first, spoiled));
            for (int type = 0; type < 256; type++) {
                checkAuthentic(sample, type, content.bytes());
                count++;
            }
        }
        report("behind the protection", count);
    }

    @Test
    void theDensestMessagesCostNoMore() {
        int room = 60_000;
        OctetWriter attributes = new OctetWriter(room).u8(1).u24(0);
        OctetWriter spis = new OctetWriter(room).u8(3).u8(4).u16(room / 4);
        OctetWriter proposal = new OctetWriter(room)
                .u8(0)
                .u8(0)
                .u16(8 + 255 * 8)
                .u8(1)
                .u8(1)
                .u8(0)
                .u8(255);
        OctetWriter proposals = new OctetWriter(room);
        OctetWriter selectors = new OctetWriter(room).u8(255).u24(0);
        for (int i = 0; i < room / 4; i++) {
            attributes.u16(7).u16(0);
            spis.u32(i);
        }
        for (int i = 0; i < 255; i++) {
            proposals.u8(i < 254 ? 2 : 0).u8(0).u16(8).u8(1).u8(1).u8(0).u8(0);
        }
        for (int i = 0; i < 255; i++) {
            proposal.u8(i < 254 ? 3 : 0).u8(0).u16(8).u8(4).u8(0).u16(i);
            selectors.u8(7).u8(0).u16(16).u16(0).u16(0xffff).u32(i).u32(i);
        }
        List<Payload> bodies = List.of(
                new Payload.Unknown(PayloadType.CONFIGURATION, attributes.bytes()),
                new Payload.Unknown(PayloadType.DELETE, spis.bytes()),
                new Payload.Unknown(PayloadType.SECURITY_ASSOCIATION, proposals.bytes()),
                new Payload.Unknown(PayloadType.SECURITY_ASSOCIATION, proposal.bytes()),
                new Payload.Unknown(PayloadType.TRAFFIC_SELECTOR_INITIATOR, selectors.bytes()));
        IkeHeader header = Corpus.samples().getFirst().message().header();
        for (Payload body : bodies) {
            IkeMessage message = new IkeMessage(header, List.of(body));
            Corpus.Sample dense = new Corpus.Sample("dense " + PayloadCodec.typeOf(body), message);
            Bytes datagram = PlainCodec.encode(message);
            for (int i = 0; i < 3; i++) {
                assertThat(measured(dense, datagram, PlainCodec::decode)).isInstanceOf(Result.Ok.class);
            }
        }
        System.out.printf("WireExhaustiveTest dense: at most %,d octets allocated (%s)%n", dearest, dearestOf);
    }

    @Test
    void everySpoiledPaddingIsReadOrAnswered() {
        int count = 0;
        for (Corpus.Sample sample : sealable()) {
            OctetWriter content = new OctetWriter(64);
            PayloadChain.write(sample.message().payloads(), content);
            int first = PayloadChain.firstType(sample.message().payloads());
            for (int padLength = 0; padLength < 256; padLength++) {
                Bytes plain = content.bytes().plus(Bytes.of((byte) padLength));
                Bytes datagram = Forge.sealed(sample.message().header(), first, plain, new FakeCipher(1));
                Decoded decoded = measured(sample, datagram, d -> new SealedReader(new FakeCipher(1)).read(d));
                assertThat(decoded).isInstanceOfAny(Decoded.Complete.class, Decoded.Malformed.class);
                count++;
            }
        }
        report("padding", count);
    }

    private static List<Corpus.Sample> sealable() {
        return Corpus.samples().stream()
                .filter(s -> !s.message().header().exchange().equals(ExchangeType.IKE_SA_INIT))
                .toList();
    }

    private void check(Corpus.Sample sample, Bytes spoiled, Function<Bytes, Result<IkeMessage, WireFailure>> decode) {
        Result<IkeMessage, WireFailure> result = measured(sample, spoiled, decode);
        if (result instanceof Result.Failed<IkeMessage, WireFailure>(WireFailure failure)) {
            explained(failure);
        }
    }

    private void checkIgnored(Corpus.Sample sample, Bytes original, Bytes spoiled) {
        if (spoiled.equals(original)) {
            return; // some lies are the truth
        }
        Decoded decoded = measured(sample, spoiled, d -> new SealedReader(new FakeCipher(BLOCK)).read(d));
        if (decoded instanceof Decoded.Ignored(WireFailure why)) {
            explained(why);
        } else {
            fail("%s: %s for %s", sample, decoded, spoiled.hex());
        }
    }

    private void checkAuthentic(Corpus.Sample sample, int first, Bytes content) {
        Bytes datagram = Forge.sealed(sample.message().header(), first, Forge.padded(content), new FakeCipher(1));
        Decoded decoded = measured(sample, datagram, d -> new SealedReader(new FakeCipher(1)).read(d));
        if (decoded instanceof Decoded.Malformed(IkeHeader header, Protected<WireFailure> why)) {
            explained(why.content());
            if (!header.equals(sample.message().header())
                    || why.content().answer().isEmpty()) {
                fail("%s: no answer to %s", sample, why.content());
            }
        } else if (!(decoded instanceof Decoded.Complete)) {
            fail("%s: %s for %s", sample, decoded, content.hex());
        }
    }

    private static void explained(Failure failure) {
        if (failure.explain().why().isBlank() || failure.code().toString().isBlank()) {
            fail("no text in %s", failure);
        }
    }

    private <T> T measured(Corpus.Sample sample, Bytes input, Function<Bytes, T> reading) {
        long before = AllocationMeter.allocated();
        T result = reading.apply(input);
        long price = AllocationMeter.allocated() - before;
        if (price > Math.min(dearest, limit(input))) { // the first use of a class allocates what later ones do not
            before = AllocationMeter.allocated();
            result = reading.apply(input);
            price = AllocationMeter.allocated() - before;
        }
        if (price > limit(input)) {
            fail("%s: %d octets allocated for %d that came: %s", sample, price, input.length(), input.hex());
        }
        if (price > dearest) {
            dearest = price;
            dearestOf = sample + " with " + input.length() + " octets";
        }
        return result;
    }

    private static long limit(Bytes input) {
        return ONCE + (long) PER_OCTET * input.length();
    }

    private void report(String what, int count) {
        System.out.printf(
                "WireExhaustiveTest %s: %,d spoiled inputs, at most %,d octets allocated (%s)%n",
                what, count, dearest, dearestOf);
        assertThat(count).isGreaterThan(1_000);
        assertThat(dearest).as("the meter measures").isPositive();
    }

    private static Bytes withTrueLength(Bytes cut) {
        return cut.length() < IkeHeader.OCTETS ? cut : Mutations.replaced(cut, 24, 4, cut.length());
    }
}
