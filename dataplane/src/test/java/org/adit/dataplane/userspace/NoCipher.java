package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import org.adit.protocol.crypto.EspCipher;

/// Protects nothing, allocates nothing.
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
    public void seal(ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence) {
        to.put(esp + 8, (byte) sequence);
        to.put(esp + 16, from, payload, payloadOctets);
    }

    @Override
    public boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
        to.put(payload, from, esp + 16, espOctets - 32);
        return from.get(esp + 8) == (byte) sequence;
    }

    @Override
    public void close() {}
}
