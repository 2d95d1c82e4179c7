package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// What one worker read and another must seal or open: records in a ring outside the heap, each a few numbers and the
/// octets of one packet, superpacket or datagram. One thread puts, one takes, without a lock; a full ring refuses.
///
/// A record is `octets, numbers…` in whole longs; a record never wraps, what is left at the end is skipped.
final class CrossingRing {
    private static final int LENGTH = 8;
    private static final long SKIP = -1;

    private final int numbers;
    private final int room;
    private final ByteBuffer ring;
    /// Octets ever put and taken: their owners write them, the other side reads them.
    private final AtomicLong put = new AtomicLong();

    private final AtomicLong taken = new AtomicLong();

    /// Of `room` octets, in whole longs. `numbers` longs go with each record.
    CrossingRing(int room, int numbers) {
        this.numbers = numbers;
        this.room = room;
        this.ring = ByteBuffer.allocateDirect(room);
    }

    /// Whether there is room for so many octets now. If so, [#number] and [#commit] may follow. By who puts.
    boolean offer(ByteBuffer from, int at, int octets) {
        int size = size(octets);
        long end = put.getPlain();
        int place = (int) (end % room);
        int skipped = place + size > room ? room - place : 0;
        if (end + skipped + size - taken.getAcquire() > room) {
            return false;
        }
        if (skipped > 0) {
            ring.putLong(place, SKIP);
            end += skipped;
            put.setRelease(end);
            place = 0;
        }
        ring.putLong(place, octets);
        ring.put(place + LENGTH + numbers * Long.BYTES, from, at, octets);
        return true;
    }

    /// Number `index` of the record just offered.
    void number(int index, long value) {
        ring.putLong((int) (put.getPlain() % room) + LENGTH + index * Long.BYTES, value);
    }

    /// Hands the record just offered over.
    void commit() {
        long end = put.getPlain();
        put.setRelease(end + size((int) ring.getLong((int) (end % room))));
    }

    /// The octets of the next record, or -1 if there is none. By who takes, as all that follows.
    int next() {
        long start = taken.getPlain();
        while (start != put.getAcquire()) {
            long octets = ring.getLong((int) (start % room));
            if (octets != SKIP) {
                return (int) octets;
            }
            start += room - start % room;
            taken.setRelease(start);
        }
        return -1;
    }

    /// Number `index` of the [#next] record.
    long numberOfNext(int index) {
        return ring.getLong((int) (taken.getPlain() % room) + LENGTH + index * Long.BYTES);
    }

    /// Copies the octets of the [#next] record to `into` and makes room.
    void take(ByteBuffer into, int at) {
        long start = taken.getPlain();
        int place = (int) (start % room);
        int octets = (int) ring.getLong(place);
        into.put(at, ring, place + LENGTH + numbers * Long.BYTES, octets);
        taken.setRelease(start + size(octets));
    }

    /// In whole longs, so that a length always fits before the end.
    private int size(int octets) {
        return LENGTH + numbers * Long.BYTES + (octets + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    }
}
