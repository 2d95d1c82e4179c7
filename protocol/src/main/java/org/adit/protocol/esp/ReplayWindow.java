package org.adit.protocol.esp;

import java.util.Arrays;

/// Which sequence numbers were accepted: a ring of words in which moving forward clears whole words (RFC 6479), and
/// the high half of a 64-bit sequence number, which is not sent (RFC 4303 appendix A). Sequence numbers are unsigned;
/// 0 is never one (the first packet has 1).
public final class ReplayWindow {
    /// How far behind the newest a sequence number may be.
    public static final int BITS = 8192;

    /// A window reaches into one word more than it fills.
    private static final int WORDS = BITS / 64 + 1;

    private final long[] ring = new long[WORDS];
    private final boolean extended;
    private long newest;

    /// `extended`: 64-bit sequence numbers.
    public ReplayWindow(boolean extended) {
        this(extended, 0);
    }

    /// Continues behind `newest`, as after a takeover.
    ReplayWindow(boolean extended, long newest) {
        this.extended = extended;
        this.newest = newest;
    }

    /// The highest sequence number accepted so far; 0 if none.
    public long newest() {
        return newest;
    }

    /// The whole sequence number that the 32 bits on the wire most likely stand for; 0 if there can be none.
    public long infer(int wire) {
        long low = Integer.toUnsignedLong(wire);
        if (!extended) {
            return low;
        }
        long newestLow = newest & 0xffffffffL;
        long epoch = newest >>> 32;
        long bottom = newestLow - BITS + 1;
        if (bottom >= 0) {
            // RFC 4303 appendix A2.2, case A: the window lies within one epoch, so what is below it is from the next.
            epoch = low >= bottom ? epoch : epoch + 1;
        } else if (low >= (bottom & 0xffffffffL)) {
            // Case B: the window reaches back into the epoch before.
            epoch--;
        }
        return epoch < 0 || epoch > 0xffffffffL ? 0 : epoch << 32 | low;
    }

    /// Whether a packet with this number is worth decrypting. Changes nothing.
    ///
    /// @return 0, or the verdict for a drop
    public int check(long sequence) {
        if (sequence == 0) {
            return DropReason.BEFORE_WINDOW.verdict();
        }
        if (Long.compareUnsigned(sequence, newest) > 0) {
            return 0;
        }
        if (Long.compareUnsigned(newest - sequence, BITS) >= 0) {
            return DropReason.BEFORE_WINDOW.verdict();
        }
        return (ring[word(sequence >>> 6)] & 1L << sequence) == 0 ? 0 : DropReason.REPLAYED.verdict();
    }

    /// For a packet that is authentic: checks again and remembers it. Only this moves the window (R-4303-02).
    ///
    /// @return 0, or the verdict for a drop
    public int accept(long sequence) {
        int verdict = check(sequence);
        if (verdict != 0) {
            return verdict;
        }
        if (Long.compareUnsigned(sequence, newest) > 0) {
            clearBetween(newest >>> 6, sequence >>> 6);
            newest = sequence;
        }
        ring[word(sequence >>> 6)] |= 1L << sequence;
        return 0;
    }

    private void clearBetween(long oldBlock, long newBlock) {
        long steps = newBlock - oldBlock;
        if (steps >= WORDS) {
            Arrays.fill(ring, 0);
            return;
        }
        for (long block = oldBlock + 1; block <= newBlock; block++) {
            ring[word(block)] = 0;
        }
    }

    private static int word(long block) {
        return (int) (block % WORDS);
    }
}
