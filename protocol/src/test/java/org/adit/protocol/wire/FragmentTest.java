package org.adit.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.adit.base.Bytes;
import org.junit.jupiter.api.Test;

/// RFC 7383 §2.5, §2.6: fragments of genuine and of lying senders.
final class FragmentTest {
    private static final long SEED = Long.getLong("adit.seed", 20261125L);
    private static final Payload.Notify NOTIFY = Payload.Notify.of(NotifyType.COOKIE2, Bytes.wrap(new byte[64]));
    private static final Bytes CONTENT = content();

    private final SealedReader reader = new SealedReader(new FakeCipher(1));

    @Test
    void aMessageThatFitsIsNotCut() {
        IkeMessage message = new IkeMessage(request(1), List.of(NOTIFY));
        SealedWriter writer = new SealedWriter(new FakeCipher(4));
        int length = writer.write(message).length();
        assertThat(writer.writeFragmented(message, length)).hasSize(1);
        assertThat(writer.writeFragmented(message, length - 1)).hasSizeGreaterThan(1);
    }

    @Test
    void onlyTheFirstFragmentNamesThePayloadAndAllHaveTheHeaderOfTheMessage() {
        IkeMessage message = new IkeMessage(request(9), List.of(NOTIFY));
        List<Bytes> datagrams = new SealedWriter(new FakeCipher(1)).writeFragmented(message, 80);
        assertThat(datagrams).hasSizeGreaterThan(2);
        for (int i = 0; i < datagrams.size(); i++) {
            Bytes datagram = datagrams.get(i);
            assertThat(PlainCodec.header(datagram)).contains(message.header());
            assertThat(datagram.at(28)).isEqualTo(i == 0 ? PayloadType.NOTIFY : 0);
            assertThat(datagram.slice(32, 36))
                    .isEqualTo(Bytes.of((byte) 0, (byte) (i + 1), (byte) 0, (byte) datagrams.size()));
        }
    }

    @Test
    void aMessageThatNeedsMoreFragmentsThanAnyoneTakesIsAMistakeOfTheCaller() {
        IkeMessage message = new IkeMessage(
                request(1), List.of(new Payload.Certificate(CertificateEncoding.CRL, Bytes.wrap(new byte[60_000]))));
        SealedWriter writer = new SealedWriter(new FakeCipher(1));
        assertThatThrownBy(() -> writer.writeFragmented(message, 500)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.writeFragmented(message, 20)).isInstanceOf(IllegalArgumentException.class);
        assertThat(writer.writeFragmented(message, 1200)).hasSizeLessThanOrEqualTo(FragmentSet.MOST_FRAGMENTS);
    }

    /// R-7383-02.
    @Test
    void numbersThatNoFragmentCanHaveAreSilentlyDropped() {
        int[][] lies = {{0, 2}, {1, 0}, {0, 0}, {3, 2}, {65535, 2}, {1, 65}, {65, 65}, {1, 65535}, {65535, 65535}};
        for (int[] lie : lies) {
            assertThat(fragment(1, lie[0], lie[1]))
                    .isEqualTo(new Decoded.Ignored(new WireFailure.BadFragment(lie[0], lie[1], 0)));
        }
        assertThat(fragment(1, 1, 2)).isEqualTo(new Decoded.Waiting(1, 2, 1));
    }

    /// R-7383-02.
    @Test
    void aRepeatedFragmentIsSilentlyDropped() {
        assertThat(fragment(1, 2, 3)).isEqualTo(new Decoded.Waiting(1, 3, 2));
        assertThat(fragment(1, 2, 3)).isEqualTo(new Decoded.Ignored(new WireFailure.FragmentRepeated(2, 3)));
        assertThat(fragment(1, 1, 3)).isEqualTo(new Decoded.Waiting(2, 3, 1));
    }

    /// R-7383-02.
    @Test
    void aLowerTotalIsSilentlyDroppedAndAHigherOneBeginsAgain() {
        assertThat(fragment(1, 1, 3)).isEqualTo(new Decoded.Waiting(1, 3, 1));
        assertThat(fragment(1, 2, 2)).isEqualTo(new Decoded.Ignored(new WireFailure.BadFragment(2, 2, 3)));
        assertThat(fragment(1, 2, 3)).isEqualTo(new Decoded.Waiting(2, 3, 2));
        assertThat(fragment(1, 4, 4)).isEqualTo(new Decoded.Waiting(1, 4, 4));
        assertThat(fragment(1, 3, 3)).isEqualTo(new Decoded.Ignored(new WireFailure.BadFragment(3, 3, 4)));
        assertThat(fragment(1, 1, 4)).isEqualTo(new Decoded.Waiting(2, 4, 1));
        assertThat(fragment(1, 2, 4)).isEqualTo(new Decoded.Waiting(3, 4, 2));
        assertThat(fragment(1, 3, 4)).isInstanceOf(Decoded.Complete.class);
    }

    /// R-7383-03.
    @Test
    void aForgedFragmentChangesNothing() {
        assertThat(fragment(1, 1, 2)).isEqualTo(new Decoded.Waiting(1, 2, 1));
        for (int total : new int[] {2, 3, 64}) {
            Bytes genuine = forged(request(1), 2, total);
            Bytes altered = Mutations.replaced(genuine, genuine.length() - 1, 1, ~genuine.at(genuine.length() - 1));
            assertThat(reader.read(altered)).isEqualTo(new Decoded.Ignored(new WireFailure.NotAuthentic(1)));
        }
        Bytes next = forged(request(2), 1, 2);
        assertThat(reader.read(Mutations.replaced(next, 40, 1, ~next.at(40))))
                .isEqualTo(new Decoded.Ignored(new WireFailure.NotAuthentic(2)));
        assertThat(fragment(1, 2, 2)).isInstanceOf(Decoded.Complete.class);
    }

    @Test
    void fragmentsCannotBeRenumbered() {
        Bytes first = forged(request(1), 1, 3);
        assertThat(reader.read(Mutations.replaced(first, 32, 2, 2)))
                .isEqualTo(new Decoded.Ignored(new WireFailure.NotAuthentic(1)));
        assertThat(reader.read(Mutations.replaced(first, 34, 2, 2)))
                .isEqualTo(new Decoded.Ignored(new WireFailure.NotAuthentic(1)));
    }

    @Test
    void aLaterMessageReplacesOneThatWaitsAndAnEarlierOneDoesNot() {
        assertThat(fragment(7, 1, 2)).isEqualTo(new Decoded.Waiting(1, 2, 1));
        assertThat(fragment(6, 1, 2)).isEqualTo(new Decoded.Ignored(new WireFailure.LateFragment(6, 7)));
        assertThat(fragment(8, 2, 2)).isEqualTo(new Decoded.Waiting(1, 2, 2));
        assertThat(fragment(7, 2, 2)).isEqualTo(new Decoded.Ignored(new WireFailure.LateFragment(7, 8)));
        assertThat(fragment(8, 1, 2)).isInstanceOf(Decoded.Complete.class);
    }

    @Test
    void messageIdsAboveTheSignBitAreLater() {
        assertThat(fragment(Integer.MAX_VALUE, 1, 2)).isEqualTo(new Decoded.Waiting(1, 2, 1));
        assertThat(fragment(Integer.MIN_VALUE, 1, 2)).isEqualTo(new Decoded.Waiting(1, 2, 1));
        assertThat(fragment(Integer.MIN_VALUE, 2, 2)).isInstanceOf(Decoded.Complete.class);
    }

    @Test
    void aRequestAndAResponseMayArriveInterleaved() {
        assertThat(reader.read(forged(request(3), 1, 2))).isEqualTo(new Decoded.Waiting(1, 2, 1));
        assertThat(reader.read(forged(response(5), 2, 2))).isEqualTo(new Decoded.Waiting(1, 2, 2));
        assertThat(reader.read(forged(request(3), 2, 2))).isInstanceOf(Decoded.Complete.class);
        assertThat(reader.read(forged(response(5), 1, 2))).isInstanceOf(Decoded.Complete.class);
    }

    /// R-7383-03: what a timeout calls for.
    @Test
    void forgottenFragmentsAreNotUsed() {
        assertThat(fragment(1, 1, 2)).isEqualTo(new Decoded.Waiting(1, 2, 1));
        reader.forgetFragments();
        assertThat(fragment(1, 2, 2)).isEqualTo(new Decoded.Waiting(1, 2, 2));
    }

    /// R-7383-04.
    @Test
    void nextPayloadOfLaterFragmentsMeansNothing() {
        Bytes half = CONTENT.slice(0, 20);
        Bytes rest = CONTENT.slice(20, CONTENT.length());
        assertThat(reader.read(Forge.fragment(request(1), PayloadType.NOTIFY, 1, 2, half)))
                .isEqualTo(new Decoded.Waiting(1, 2, 1));
        assertThat(reader.read(Forge.fragment(request(1), PayloadType.DELETE, 2, 2, rest)))
                .isInstanceOfSatisfying(
                        Decoded.Complete.class,
                        complete -> assertThat(complete.message().content().payloads())
                                .containsExactly(NOTIFY));
    }

    @Test
    void emptyFragmentsAreFragments() {
        assertThat(reader.read(Forge.fragment(request(1), PayloadType.NOTIFY, 1, 2, Bytes.EMPTY)))
                .isEqualTo(new Decoded.Waiting(1, 2, 1));
        assertThat(reader.read(Forge.fragment(request(1), 0, 2, 2, CONTENT))).isInstanceOf(Decoded.Complete.class);
    }

    /// R-7383-03, L-08.
    @Test
    void noMoreOctetsWaitThanAMessageMayHave() {
        Bytes part = Bytes.wrap(new byte[30_000]);
        assertThat(reader.read(Forge.fragment(request(1), PayloadType.NOTIFY, 1, 64, part)))
                .isEqualTo(new Decoded.Waiting(1, 64, 1));
        assertThat(reader.read(Forge.fragment(request(1), 0, 2, 64, part))).isEqualTo(new Decoded.Waiting(2, 64, 2));
        assertThat(reader.read(Forge.fragment(request(1), 0, 3, 64, part)))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        m -> assertThat(m.why().content()).isEqualTo(new WireFailure.TooLong(90_000, 65_536)));
        assertThat(reader.read(Forge.fragment(request(1), 0, 4, 64, part))).isEqualTo(new Decoded.Waiting(1, 64, 4));
    }

    @Test
    void whatIsWrongAfterJoiningIsAnswered() {
        assertThat(reader.read(Forge.fragment(request(1), PayloadType.NONCE, 1, 2, CONTENT.slice(0, 9))))
                .isEqualTo(new Decoded.Waiting(1, 2, 1));
        assertThat(reader.read(Forge.fragment(request(1), 0, 2, 2, Bytes.EMPTY)))
                .isInstanceOfSatisfying(Decoded.Malformed.class, m -> {
                    assertThat(m.header()).isEqualTo(request(1));
                    assertThat(m.why().content().answer()).contains(Payload.Notify.of(NotifyType.INVALID_SYNTAX));
                });
    }

    /// Whatever numbers genuine fragments claim, in whatever order: what completes is what one sender cut, and the
    /// reader agrees with a model of RFC 7383 §2.6 that is kept here.
    @Test
    void anyWalkThroughLyingFragmentsAgreesWithTheModel() {
        System.out.println("FragmentTest seed " + SEED);
        Random random = new Random(SEED);
        int completed = 0;
        for (int walk = 0; walk < 400; walk++) {
            SealedReader walked = new SealedReader(new FakeCipher(1));
            long id = 0;
            int total = 0;
            Set<Integer> have = new HashSet<>();
            for (int step = 0; step < 60; step++) {
                int messageId = random.nextInt(3);
                int of = random.nextInt(5);
                int number = random.nextInt(6);
                Decoded decoded = walked.read(forged(request(messageId), number, of));
                boolean valid = number >= 1 && number <= of;
                boolean late = !have.isEmpty() && (messageId < id || messageId == id && of < total);
                if (!valid || late || messageId == id && of == total && have.contains(number)) {
                    assertThat(decoded).isInstanceOf(Decoded.Ignored.class);
                    continue;
                }
                if (messageId != id || of != total) {
                    have.clear();
                }
                id = messageId;
                total = of;
                have.add(number);
                if (have.size() == total) {
                    assertThat(decoded).isInstanceOf(Decoded.Complete.class);
                    completed++;
                    have.clear();
                } else {
                    assertThat(decoded).isEqualTo(new Decoded.Waiting(have.size(), total, number));
                }
            }
        }
        assertThat(completed).isGreaterThan(100);
    }

    private Decoded fragment(int messageId, int number, int total) {
        return reader.read(forged(request(messageId), number, total));
    }

    /// Fragment `number` of [#CONTENT] cut into `total`, or something with these numbers if there is no such fragment.
    private static Bytes forged(IkeHeader header, int number, int total) {
        List<Bytes> parts = new ArrayList<>();
        for (int i = 0; i < Math.min(total, 8); i++) {
            int size = CONTENT.length() / Math.min(total, 8);
            parts.add(CONTENT.slice(i * size, i + 1 == Math.min(total, 8) ? CONTENT.length() : (i + 1) * size));
        }
        Bytes part = number >= 1 && number <= parts.size() ? parts.get(number - 1) : CONTENT;
        return Forge.fragment(header, number == 1 ? PayloadType.NOTIFY : 0, number, total, part);
    }

    private static IkeHeader request(int messageId) {
        return new IkeHeader(new IkeSpi(1), new IkeSpi(2), ExchangeType.IKE_AUTH, true, false, messageId);
    }

    private static IkeHeader response(int messageId) {
        return new IkeHeader(new IkeSpi(1), new IkeSpi(2), ExchangeType.CREATE_CHILD_SA, true, true, messageId);
    }

    private static Bytes content() {
        OctetWriter content = new OctetWriter(80);
        PayloadChain.write(List.of(NOTIFY), content);
        return content.bytes();
    }
}
