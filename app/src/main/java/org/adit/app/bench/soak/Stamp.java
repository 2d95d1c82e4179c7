package org.adit.app.bench.soak;

import java.nio.ByteBuffer;

/// The payload of a packet: who sent it in which flow as which, its length, and octets that follow from these, so that
/// nothing can be altered or mixed up without being noticed.
///
/// ```
/// client(4) | flow(2) | length(2) | sequence(8) | filling
/// ```
record Stamp(int client, int flow, long sequence) {
    static final int SHORTEST = 16;

    void write(ByteBuffer to, int at, int octets) {
        to.putInt(at, client);
        to.putShort(at + 4, (short) flow);
        to.putShort(at + 6, (short) octets);
        to.putLong(at + 8, sequence);
        for (int i = SHORTEST; i < octets; i++) {
            to.put(at + i, filling(i));
        }
    }

    static Stamp read(ByteBuffer from, int at) {
        return new Stamp(from.getInt(at), from.getShort(at + 4), from.getLong(at + 8));
    }

    /// Whether the `octets` at `at` are what [#write] makes of this.
    boolean intact(ByteBuffer from, int at, int octets) {
        if (from.getShort(at + 6) != octets) {
            return false;
        }
        for (int i = SHORTEST; i < octets; i++) {
            if (from.get(at + i) != filling(i)) {
                return false;
            }
        }
        return true;
    }

    private byte filling(int i) {
        long mixed = (sequence * 31 + client * 7L + flow + i) * 0x9e3779b97f4a7c15L;
        return (byte) (mixed >>> 56);
    }
}
