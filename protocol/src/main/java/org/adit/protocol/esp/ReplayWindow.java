package org.adit.protocol.esp;

import java.util.Arrays;

/// Which sequence numbers were accepted: a ring of words in which moving forward clears whole words (RFC 6479), and
/// the high half of a 64-bit sequence number, which is not sent (RFC 4303 appendix A). Sequence numbers are unsigned;
/// 0 is never one (the first packet has 1).
///
/// Most SAs of a gateway carry little before they are rekeyed, so the ring begins with two words and doubles until it
/// spans the whole window: at most seven times in the life of an SA. As long as it is smaller, everything that was
/// accepted lies in it, and what lies in front of it was not accepted.
public final class ReplayWindow {
    /// How far behind the newest a sequence number may be.
    public static final int BITS = 8192;

    /// A window reaches into one word more than it fills.
    static final int WORDS = BITS / 64 + 1;

    private static final int FEWEST_WORDS = 2;

    private final boolean extended;
    private long[] ring = new long[FEWEST_WORDS];
    private long newest;
    /// Nothing was accepted in a block of 64 before this one. Of no meaning once the ring has all its words.
    private long firstBlock;

    /// `extended`: 64-bit sequence numbers.
    public ReplayWindow(boolean extended) {
        this(extended, 0);
    }

    /// Continues behind `newest`, as after a takeover.
    ReplayWindow(boolean extended, long newest) {
        this.extended = extended;
        this.newest = newest;
        this.firstBlock = newest >>> 6;
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
        long block = sequence >>> 6;
        boolean taken = held(block) && (ring[word(block)] & 1L << sequence) != 0;
        return taken ? DropReason.REPLAYED.verdict() : 0;
    }

    /// For a packet that is authentic: checks again and remembers it. Only this moves the window (R-4303-02).
    ///
    /// @return 0, or the verdict for a drop
    public int accept(long sequence) {
        int verdict = check(sequence);
        if (verdict != 0) {
            return verdict;
        }
        long block = sequence >>> 6;
        if (Long.compareUnsigned(sequence, newest) > 0) {
            moveTo(block);
            newest = sequence;
        } else {
            reachBackTo(block);
        }
        ring[word(block)] |= 1L << sequence;
        return 0;
    }

    private void moveTo(long block) {
        long steps = block - newestBlock();
        if (steps >= WORDS) {
            Arrays.fill(ring, 0); // whatever it holds is behind the window from now on
            firstBlock = block;
            return;
        }
        if (steps > 0) {
            widen(block - firstBlock + 1);
            for (long cleared = block - steps + 1; cleared <= block; cleared++) {
                ring[word(cleared)] = 0;
            }
        }
    }

    private void reachBackTo(long block) {
        if (block < firstBlock) {
            widen(newestBlock() - block + 1);
            firstBlock = block;
        }
    }

    /// Sees to room for `blocks`, counted back from one that is not behind the newest.
    private void widen(long blocks) {
        if (blocks <= ring.length || ring.length == WORDS) {
            return;
        }
        long[] narrow = ring;
        int words = narrow.length;
        while (words < blocks && words < WORDS) {
            words = Math.min(2 * words, WORDS);
        }
        long[] wide = new long[words];
        for (long block = firstBlock; block <= newestBlock(); block++) {
            wide[word(block, words)] = narrow[word(block, narrow.length)];
        }
        ring = wide;
    }

    /// How many words the ring has now.
    int words() {
        return ring.length;
    }

    private boolean held(long block) {
        return newestBlock() - block < ring.length;
    }

    private long newestBlock() {
        return newest >>> 6;
    }

    private int word(long block) {
        return word(block, ring.length);
    }

    /// All lengths but the last are powers of two.
    private static int word(long block, int words) {
        return words == WORDS ? (int) (block % WORDS) : (int) block & words - 1;
    }
}
