package org.adit.protocol.wire;

import java.util.Optional;
import org.adit.base.Bytes;
import org.jspecify.annotations.Nullable;

/// The fragments of one message that have come so far. Nothing enters that was not authenticated. RFC 7383 §2.6.
final class FragmentSet {
    static final int MOST_FRAGMENTS = 64;

    private final IkeHeader header;
    private final @Nullable Bytes[] parts;
    private int have;
    private int octets;
    private int firstInner;

    FragmentSet(IkeHeader header, int total) {
        this.header = header;
        this.parts = new Bytes[total];
    }

    /// Why a fragment is not wanted while this set waits.
    Optional<WireFailure> refusal(IkeHeader of, int number, int total) {
        if (Integer.compareUnsigned(of.messageId(), header.messageId()) < 0) {
            // a recorded old fragment must not push out the message that is arriving
            return Optional.of(new WireFailure.LateFragment(of.messageId(), header.messageId()));
        }
        if (!of.equals(header)) {
            return Optional.empty();
        }
        if (total < parts.length) {
            return Optional.of(new WireFailure.BadFragment(number, total, parts.length));
        }
        return total == parts.length && parts[number - 1] != null
                ? Optional.of(new WireFailure.FragmentRepeated(number, total))
                : Optional.empty();
    }

    /// Whether fragments of `of` cut into `total` belong here. Otherwise they begin a new set in place of this one.
    boolean takes(IkeHeader of, int total) {
        return of.equals(header) && total == parts.length;
    }

    /// Adds a fragment that is not here yet. `next` is its Next Payload, which means something in fragment 1 only.
    void add(int number, int next, Bytes content) {
        parts[number - 1] = content;
        have++;
        octets = Math.addExact(octets, content.length());
        if (number == 1) {
            firstInner = next;
        }
    }

    int have() {
        return have;
    }

    int total() {
        return parts.length;
    }

    int octets() {
        return octets;
    }

    boolean complete() {
        return have == parts.length;
    }

    int firstInner() {
        return firstInner;
    }

    /// All contents in order.
    Bytes joined() {
        OctetWriter all = new OctetWriter(octets);
        for (Bytes part : parts) {
            if (part == null) {
                throw new IllegalStateException("fragments are missing");
            }
            all.put(part);
        }
        return all.bytes();
    }
}
