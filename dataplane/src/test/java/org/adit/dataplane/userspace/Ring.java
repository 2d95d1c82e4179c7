package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;

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

    int room() {
        return slots.length - (int) (tail - head);
    }

    /// False when full.
    boolean put(ByteBuffer octets, int at, int length) {
        if (full()) {
            return false;
        }
        int slot = (int) (tail % slots.length);
        octets.get(at, slots[slot], 0, length);
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
    int take(ByteBuffer into, int at) {
        int slot = (int) (head % slots.length);
        into.put(at, slots[slot], 0, lengths[slot]);
        head++;
        return lengths[slot];
    }
}
