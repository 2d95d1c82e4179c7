package org.adit.dataplane.cipher;

import java.nio.ByteBuffer;
import org.adit.protocol.crypto.EspCipher;

/// Right but for how it opens.
record OpensOtherwise(EspCipher right, Opening opening) implements EspCipher {
    interface Opening {
        boolean open(EspCipher cipher, ByteBuffer from, int esp, int octets, ByteBuffer to, int payload, long sequence);
    }

    @Override
    public int ivOctets() {
        return right.ivOctets();
    }

    @Override
    public int icvOctets() {
        return right.icvOctets();
    }

    @Override
    public int blockOctets() {
        return right.blockOctets();
    }

    @Override
    public void seal(ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence) {
        right.seal(from, payload, payloadOctets, to, esp, sequence);
    }

    @Override
    public boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
        return opening.open(right, from, esp, espOctets, to, payload, sequence);
    }

    @Override
    public void close() {
        right.close();
    }
}
