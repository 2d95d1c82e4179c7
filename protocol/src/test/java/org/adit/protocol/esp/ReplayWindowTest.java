package org.adit.protocol.esp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R-4303-02, R-4303-03.
class ReplayWindowTest {
    private static final int REPLAYED = DropReason.REPLAYED.verdict();
    private static final int BEFORE = DropReason.BEFORE_WINDOW.verdict();
    private static final long EPOCH = 1L << 32;

    @Test
    void everyNumberIsAcceptedOnceInOrder() {
        ReplayWindow window = new ReplayWindow(true);
        for (long sequence = 1; sequence <= 100_000; sequence++) {
            assertThat(window.accept(window.infer((int) sequence))).isZero();
            assertThat(window.accept(window.infer((int) sequence))).isEqualTo(REPLAYED);
        }
        assertThat(window.newest()).isEqualTo(100_000);
    }

    @Test
    void zeroIsNoSequenceNumber() {
        assertThat(new ReplayWindow(false).check(0)).isEqualTo(BEFORE);
        assertThat(new ReplayWindow(true).check(0)).isEqualTo(BEFORE);
    }

    @Test
    void checkingChangesNothing() {
        ReplayWindow window = new ReplayWindow(false);
        assertThat(window.check(50_000)).isZero();
        assertThat(window.newest()).isZero();
        assertThat(window.accept(1)).isZero();
    }

    @Test
    void theWindowIsExactlyItsWidth() {
        ReplayWindow window = new ReplayWindow(false);
        window.accept(20_000);
        assertThat(window.check(20_000 - ReplayWindow.BITS)).isEqualTo(BEFORE);
        assertThat(window.check(20_000 - ReplayWindow.BITS + 1)).isZero();
    }

    @Test
    void whatTheRingHeldBeforeItCameRoundIsForgotten() {
        for (long step : new long[] {1, 63, 64, 65, 8191, 8192, 8193, 8256, 8257, 100_000, 1L << 40}) {
            ReplayWindow window = new ReplayWindow(true, 5_000_000_000L);
            for (int i = 0; i < 200; i++) {
                assertThat(window.accept(window.newest() + step)).isZero();
                for (long back = 1; back < Math.min(step, ReplayWindow.BITS); back += 61) {
                    assertThat(window.check(window.newest() - back)).isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, EPOCH - 500_000, 7 * EPOCH - 500_000})
    void aMillionShuffledPacketsNeverPassTwice(long start) {
        shuffled(start, Integer.getInteger("adit.replay.packets", 1_000_000), 41);
    }

    /// Every packet is sent twice or more, out of order by up to twice the window, against a reference that knows all.
    private static void shuffled(long start, int packets, long seed) {
        System.out.println("seed " + seed + ", start " + start + ", packets " + packets);
        Random random = new Random(seed);
        ReplayWindow window = new ReplayWindow(true, start);
        BitSet accepted = new BitSet(packets + 2);
        long newest = start;
        int passed = 0;
        for (int i = 1; i <= packets; i++) {
            for (int copy = 0; copy < 3; copy++) {
                int spread = copy == 0 ? 64 : 2 * ReplayWindow.BITS;
                int index = Math.max(1, i - random.nextInt(spread));
                long sequence = start + index;
                boolean inWindow = newest - sequence < ReplayWindow.BITS;
                boolean expected = inWindow && !accepted.get(index);
                long inferred = inWindow ? window.infer((int) sequence) : sequence;
                assertThat(inferred).isEqualTo(sequence);
                boolean taken = window.accept(inferred) == 0;
                if (taken != expected) {
                    throw new AssertionError("seed " + seed + ", sequence " + sequence + ": " + taken);
                }
                if (taken) {
                    accepted.set(index);
                    newest = Math.max(newest, sequence);
                    passed++;
                }
            }
        }
        assertThat(passed).isEqualTo(accepted.cardinality()).isGreaterThan(packets / 2);
    }

    /// Says what a window without bounds on memory would say.
    private static final class Reference {
        private final Set<Long> accepted = new HashSet<>();
        private long newest;

        Reference(long newest) {
            this.newest = newest;
        }

        int check(long sequence) {
            if (sequence == 0
                    || Long.compareUnsigned(sequence, newest) <= 0 && newest - sequence >= ReplayWindow.BITS) {
                return BEFORE;
            }
            return accepted.contains(sequence) ? REPLAYED : 0;
        }

        int accept(long sequence) {
            int verdict = check(sequence);
            if (verdict == 0) {
                accepted.add(sequence);
                newest = Long.compareUnsigned(sequence, newest) > 0 ? sequence : newest;
            }
            return verdict;
        }
    }

    /// Steps of every size, forward and back, near every edge that the ring or the window has; after each, the window
    /// is asked about numbers all around.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, EPOCH - 9_000, 5 * EPOCH + 3, Long.MAX_VALUE - 20_000})
    void aRingThatGrowsSaysWhatOneWithoutBoundsWouldSay(long start) {
        for (long seed = 1; seed <= 400; seed++) {
            walk(start, seed);
        }
    }

    private static void walk(long start, long seed) {
        Random random = new Random(seed);
        ReplayWindow window = new ReplayWindow(true, start);
        Reference reference = new Reference(start);
        int reach = 1 << random.nextInt(15);
        int words = window.words();
        for (int i = 0; i < 300; i++) {
            long sequence = next(random, reference.newest, reach);
            String where = "start " + start + ", seed " + seed + ", step " + i + ", sequence " + sequence;
            expectSame(window.check(sequence), reference.check(sequence), where);
            expectSame(window.accept(sequence), reference.accept(sequence), where);
            expectSame(window.accept(sequence), reference.accept(sequence), where);
            for (int asked = 0; asked < 30; asked++) {
                long other = next(random, reference.newest, reach);
                expectSame(window.check(other), reference.check(other), where + ", asked " + other);
            }
            assertThat(window.newest()).as(where).isEqualTo(reference.newest);
            assertThat(window.words()).as(where).isBetween(words, ReplayWindow.WORDS);
            words = window.words();
        }
    }

    private static void expectSame(int verdict, int expected, String where) {
        if (verdict != expected) {
            throw new AssertionError(where + ": " + verdict + " instead of " + expected);
        }
    }

    private static long next(Random random, long newest, int reach) {
        int edge = ReplayWindow.BITS + random.nextInt(-66, 67);
        long offset = switch (random.nextInt(8)) {
            case 0 -> 1;
            case 1 -> random.nextInt(1, reach + 1);
            case 2 -> -random.nextInt(reach);
            case 3 -> -random.nextInt(2 * reach);
            case 4 -> random.nextInt(20) == 0 ? edge : 1;
            case 5 -> -edge;
            case 6 -> random.nextInt(-130, 131);
            default -> random.nextInt(40) == 0 ? 1 << random.nextInt(14) : random.nextInt(1, 65);
        };
        return Math.max(0, newest + offset);
    }

    @Test
    void everyPairOfJumpsFromEveryStartIsRemembered() {
        int[] jumps = {1, 2, 63, 64, 65, 127, 128, 129, 191, 192, 1000, 4095, 4096, 8127, 8128, 8191, 8192, 8193, 8256};
        for (long start : new long[] {0, 1, 62, 63, 64, 127, 8191, 8256, 8257}) {
            for (int first : jumps) {
                for (int second : jumps) {
                    ReplayWindow window = new ReplayWindow(true, start);
                    Reference reference = new Reference(start);
                    for (long sequence : new long[] {start + 1, start + 1 + first, start + 1 + first + second}) {
                        assertThat(window.accept(sequence)).isEqualTo(reference.accept(sequence));
                        for (long asked = sequence + 2; asked >= Math.max(0, sequence - 8300); asked--) {
                            expectSame(window.check(asked), reference.check(asked), start + " " + first + " " + second);
                        }
                    }
                }
            }
        }
    }

    @Test
    void anSaThatCarriesLittleHasASmallRing() {
        ReplayWindow window = new ReplayWindow(true);
        for (long sequence = 1; sequence <= 120; sequence++) {
            window.accept(sequence);
        }
        assertThat(window.words()).isEqualTo(2);
        for (long sequence = 121; sequence <= 1000; sequence++) {
            window.accept(sequence);
        }
        assertThat(window.words()).isEqualTo(16);
        for (long sequence = 1001; sequence <= 20_000; sequence++) {
            window.accept(sequence);
        }
        assertThat(window.words()).isEqualTo(ReplayWindow.WORDS);
    }

    @Test
    void aJumpOverTheWholeWindowLeavesTheRingSmall() {
        ReplayWindow window = new ReplayWindow(true);
        window.accept(1);
        window.accept(1_000_000);
        assertThat(window.words()).isEqualTo(2);
        assertThat(window.accept(1_000_000)).isEqualTo(REPLAYED);
        assertThat(window.accept(1_000_000 - ReplayWindow.BITS)).isEqualTo(BEFORE);
        assertThat(window.accept(1_000_000 - ReplayWindow.BITS + 1)).isZero();
        assertThat(window.accept(1_000_000)).isEqualTo(REPLAYED);
        assertThat(window.accept(1_000_000 - ReplayWindow.BITS + 1)).isEqualTo(REPLAYED);
    }

    @Test
    void theHighHalfIsInferredAtBothWrapEdges() {
        // RFC 4303 appendix A2.2, case A: the window within one epoch.
        ReplayWindow late = new ReplayWindow(true, 3 * EPOCH + 0xfffffff0L);
        assertThat(late.infer(0xffffffff)).isEqualTo(3 * EPOCH + 0xffffffffL);
        assertThat(late.infer(0)).isEqualTo(4 * EPOCH);
        assertThat(late.infer(5)).isEqualTo(4 * EPOCH + 5);
        assertThat(late.infer((int) (0xfffffff0L - ReplayWindow.BITS + 1)))
                .isEqualTo(3 * EPOCH + 0xfffffff0L - ReplayWindow.BITS + 1);
        assertThat(late.infer((int) (0xfffffff0L - ReplayWindow.BITS)))
                .isEqualTo(4 * EPOCH + 0xfffffff0L - ReplayWindow.BITS);
        // Case B: the window reaches back over the edge.
        ReplayWindow early = new ReplayWindow(true, 4 * EPOCH + 10);
        assertThat(early.infer(11)).isEqualTo(4 * EPOCH + 11);
        assertThat(early.infer(0)).isEqualTo(4 * EPOCH);
        assertThat(early.infer(0xffffffff)).isEqualTo(3 * EPOCH + 0xffffffffL);
        assertThat(early.infer(10 - ReplayWindow.BITS + 1)).isEqualTo(4 * EPOCH + 10 - ReplayWindow.BITS + 1);
        assertThat(early.infer(10 - ReplayWindow.BITS)).isEqualTo(5 * EPOCH + 10 - ReplayWindow.BITS);
    }

    @Test
    void thereIsNothingBeforeTheFirstEpochNorAfterTheLast() {
        assertThat(new ReplayWindow(true, 3).infer(0xffffffff)).isZero();
        assertThat(new ReplayWindow(true, -1L).infer(0)).isZero();
        assertThat(new ReplayWindow(true, -1L).check(-1L - ReplayWindow.BITS)).isEqualTo(BEFORE);
        assertThat(new ReplayWindow(true, -1L).check(1)).isEqualTo(BEFORE);
    }

    @Test
    void shortSequenceNumbersHaveNoHighHalf() {
        assertThat(new ReplayWindow(false, 0xfffffff0L).infer(5)).isEqualTo(5);
    }
}
