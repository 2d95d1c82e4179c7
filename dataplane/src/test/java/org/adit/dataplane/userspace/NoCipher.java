package org.adit.dataplane.userspace;

import org.adit.protocol.crypto.EspCipher;

/// Copies nothing, protects nothing, allocates nothing.
final class NoCipher implements EspCipher {
    @Override
    public int ivOctets() {
        return 8;
    }

    @Override
    public int icvOctets() {
        return 16;
    }

    @Override
    public int blockOctets() {
        return 4;
    }

    @Override
    public void seal(byte[] packet, int esp, int payloadOctets, long sequence) {
        packet[esp + 8] = (byte) sequence;
    }

    @Override
    public boolean open(byte[] packet, int esp, int espOctets, long sequence) {
        return packet[esp + 8] == (byte) sequence;
    }

    @Override
    public void close() {}
}
