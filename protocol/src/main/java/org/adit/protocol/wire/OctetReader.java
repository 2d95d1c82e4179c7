package org.adit.protocol.wire;

import java.util.Optional;
import org.adit.base.Bytes;
import org.jspecify.annotations.Nullable;

/// Reads a window of received octets, front to back, and never past its end. The first thing that is wrong is kept and
/// empties the window together with every window cut from the same octets; reads then yield zeros and empty runs, so
/// that a payload's code needs no check after each field and loops over [#more] end.
final class OctetReader {
    private final Bytes octets;
    private final int end;
    private final int payloadType;
    private final Trouble trouble;
    private int at;

    private OctetReader(Bytes octets, int from, int end, int payloadType, Trouble trouble) {
        this.octets = octets;
        this.at = from;
        this.end = end;
        this.payloadType = payloadType;
        this.trouble = trouble;
    }

    /// Everything in `octets` from `from` on; `payloadType` is for the texts of failures.
    static OctetReader over(Bytes octets, int from, int payloadType) {
        return new OctetReader(octets, Math.min(from, octets.length()), octets.length(), payloadType, new Trouble());
    }

    boolean more() {
        return trouble.first == null && at < end;
    }

    int left() {
        return trouble.first == null ? end - at : 0;
    }

    /// Offset within the whole run of octets.
    int position() {
        return at;
    }

    int u8(String field) {
        return need(1, field) ? octets.at(at++) : 0;
    }

    int u16(String field) {
        if (!need(2, field)) {
            return 0;
        }
        int value = octets.at(at) << 8 | octets.at(at + 1);
        at += 2;
        return value;
    }

    int u24(String field) {
        if (!need(3, field)) {
            return 0;
        }
        int value = octets.at(at) << 16 | octets.at(at + 1) << 8 | octets.at(at + 2);
        at += 3;
        return value;
    }

    int u32(String field) {
        if (!need(4, field)) {
            return 0;
        }
        int high = u16(field);
        return high << 16 | u16(field);
    }

    long u64(String field) {
        if (!need(8, field)) {
            return 0;
        }
        long high = Integer.toUnsignedLong(u32(field));
        return high << 32 | Integer.toUnsignedLong(u32(field));
    }

    Bytes take(int length, String field) {
        if (!need(length, field)) {
            return Bytes.EMPTY;
        }
        Bytes taken = octets.slice(at, at + length);
        at += length;
        return taken;
    }

    Bytes rest(String field) {
        return take(left(), field);
    }

    void skip(int length, String field) {
        if (need(length, field)) {
            at += length;
        }
    }

    /// The next `length` octets as a window of their own, for the payload or the part of one named by `type`.
    OctetReader window(int length, int type, String field) {
        if (!need(length, field)) {
            return new OctetReader(octets, end, end, type, trouble);
        }
        OctetReader part = new OctetReader(octets, at, at + length, type, trouble);
        at += length;
        return part;
    }

    OctetReader window(int length, String field) {
        return window(length, payloadType, field);
    }

    /// Refuses if octets are left that nothing claimed.
    void end() {
        if (more()) {
            refuse(new WireFailure.LeftOver(payloadType, end - at));
        }
    }

    /// Refuses the whole message unless `good`.
    void expect(boolean good, String field, long value) {
        if (!good) {
            refuse(new WireFailure.BadField(payloadType, field, value));
        }
    }

    void refuse(WireFailure failure) {
        if (trouble.first == null) {
            trouble.first = failure;
        }
    }

    boolean refused() {
        return trouble.first != null;
    }

    Optional<WireFailure> failure() {
        return Optional.ofNullable(trouble.first);
    }

    private boolean need(int length, String field) {
        if (trouble.first != null) {
            return false;
        }
        if (length < 0 || length > end - at) {
            refuse(new WireFailure.Truncated(payloadType, field, length, end - at));
            return false;
        }
        return true;
    }

    /// Shared by all windows over the same octets.
    private static final class Trouble {
        private @Nullable WireFailure first;
    }
}
