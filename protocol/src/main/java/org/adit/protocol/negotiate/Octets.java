package org.adit.protocol.negotiate;

import java.nio.ByteBuffer;
import org.adit.base.Bytes;

/// Numbers in network order.
final class Octets {
    private Octets() {}

    static Bytes of(long number) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    static Bytes port(int port) {
        return Bytes.of((byte) (port >>> 8), (byte) port);
    }
}
