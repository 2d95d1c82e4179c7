package org.adit.dataplane.cipher;

import java.nio.ByteBuffer;
import org.adit.protocol.crypto.EspCipher;

/// Right but for how it opens.
record OpensOtherwise(EspCipher right, Opening opening) implements AroundCipher {
    interface Opening {
        boolean open(EspCipher cipher, ByteBuffer from, int esp, int octets, ByteBuffer to, int payload, long sequence);
    }

    @Override
    public boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
        return opening.open(right, from, esp, espOctets, to, payload, sequence);
    }
}
