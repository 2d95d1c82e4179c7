package org.adit.protocol.crypto;

import java.util.Arrays;

/// A place on the heap for one packet at a time: JCA is twice as fast there as on buffers outside. Nothing until the
/// first packet, then as long as the longest. Each cipher has its own: another may belong to another thread.
final class Scratch {
    private byte[] octets = new byte[0];

    byte[] atLeast(int length) {
        if (octets.length < length) {
            octets = new byte[Math.max(length, octets.length * 2)];
        }
        return octets;
    }

    void wipe() {
        Arrays.fill(octets, (byte) 0);
    }
}
