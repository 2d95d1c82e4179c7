package org.adit.dataplane.userspace;

/// A preallocated queue of packets with their addresses, for devices and sockets in memory. Full means full.
final class Ring {
    static final int SLOT = 4096;
    private final byte[][] slots;
    private final int[] lengths;
    private final long[][] addresses;
    private long head;
    private long tail;

    Ring(int capacity) {
        slots = new byte[capacity][SLOT];
        lengths = new int[capacity];
        addresses = new long[capacity][6];
    }

    boolean isEmpty() {
        return head == tail;
    }

    boolean full() {
        return tail - head == slots.length;
    }

    /// False when full.
    boolean put(byte[] octets, int at, int length) {
        if (full()) {
            return false;
        }
        int slot = (int) (tail % slots.length);
        System.arraycopy(octets, at, slots[slot], 0, length);
        lengths[slot] = length;
        tail++;
        return true;
    }

    /// Addresses of the packet that was put last: peer high, low, port; local high, low; TOS.
    long[] lastAddresses() {
        return addresses[(int) ((tail - 1) % slots.length)];
    }

    long[] firstAddresses() {
        return addresses[(int) (head % slots.length)];
    }

    /// Takes the oldest packet.
    int take(byte[] into, int at) {
        int slot = (int) (head % slots.length);
        System.arraycopy(slots[slot], 0, into, at, lengths[slot]);
        head++;
        return lengths[slot];
    }
}
