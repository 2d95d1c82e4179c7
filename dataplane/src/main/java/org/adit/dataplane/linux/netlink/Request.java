package org.adit.dataplane.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.adit.base.net.IpAddress;

/// One netlink request while it is written: header, fixed part, attributes (RFC 3549 §2.3.2). Numbers are in the
/// machine's order, addresses in the network's.
final class Request {
    static final int ACK = 0x4;
    static final int DUMP = 0x300;
    static final int REPLACE = 0x100;
    static final int EXCLUSIVE = 0x200;
    static final int CREATE = 0x400;
    private static final int REQUEST = 0x1;

    private static final int ROOM = 1024;
    private static final int LENGTH_AT = 0;
    private static final int SEQUENCE_AT = 8;

    private final ByteBuffer message = ByteBuffer.allocate(ROOM).order(ByteOrder.nativeOrder());
    private final String doing;
    private final int flags;

    /// `doing` completes "it was not possible to …".
    Request(String doing, int type, int flags) {
        this.doing = doing;
        this.flags = flags;
        message.putInt(0)
                .putShort((short) type)
                .putShort((short) (REQUEST | flags))
                .putInt(0)
                .putInt(0);
    }

    String doing() {
        return doing;
    }

    boolean isDump() {
        return (flags & DUMP) == DUMP;
    }

    /// Of the fixed part.
    Request octet(int value) {
        message.put((byte) value);
        return this;
    }

    Request number16(int value) {
        message.putShort((short) value);
        return this;
    }

    Request number32(int value) {
        message.putInt(value);
        return this;
    }

    Request attribute(int type, int value) {
        head(type, Integer.BYTES);
        message.putInt(value);
        return this;
    }

    Request octetAttribute(int type, int value) {
        head(type, 1);
        message.put((byte) value);
        return align();
    }

    Request attribute(int type, IpAddress address) {
        byte[] octets = address.octets().toArray();
        head(type, octets.length);
        message.put(octets);
        return align();
    }

    /// With a zero at its end.
    Request attribute(int type, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        head(type, octets.length + 1);
        message.put(octets).put((byte) 0);
        return align();
    }

    /// Starts an attribute that holds attributes; give the result to [#end].
    int begin(int type) {
        int start = message.position();
        head(type, 0);
        return start;
    }

    Request end(int start) {
        message.putShort(start, (short) (message.position() - start));
        return this;
    }

    byte[] octets(int sequence) {
        message.putInt(LENGTH_AT, message.position());
        message.putInt(SEQUENCE_AT, sequence);
        byte[] octets = new byte[message.position()];
        message.get(0, octets);
        return octets;
    }

    private void head(int type, int length) {
        message.putShort((short) (4 + length)).putShort((short) type);
    }

    private Request align() {
        while (message.position() % 4 != 0) {
            message.put((byte) 0);
        }
        return this;
    }
}
