package org.adit.dataplane.cipher;

import java.nio.ByteBuffer;
import org.adit.protocol.crypto.EspCipher;

/// Does what another does, but for what is overridden.
interface AroundCipher extends EspCipher {
    EspCipher right();

    @Override
    default int ivOctets() {
        return right().ivOctets();
    }

    @Override
    default int icvOctets() {
        return right().icvOctets();
    }

    @Override
    default int blockOctets() {
        return right().blockOctets();
    }

    @Override
    default void seal(ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence) {
        right().seal(from, payload, payloadOctets, to, esp, sequence);
    }

    @Override
    default boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
        return right().open(from, esp, espOctets, to, payload, sequence);
    }

    @Override
    default void close() {
        right().close();
    }
}
