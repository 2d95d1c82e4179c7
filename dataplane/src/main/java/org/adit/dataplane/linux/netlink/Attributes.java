package org.adit.dataplane.linux.netlink;

import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;

/// The attributes of a netlink message by type. The last of several with one type counts, as in the kernel.
record Attributes(Map<Integer, Bytes> values) {
    private static final int HEADER = 4;
    private static final int TYPE_BITS = 0x3fff; // the two above say "nested" and "network order"

    static Attributes parse(Bytes octets, int from) throws Reply.Malformed {
        if (from > octets.length()) {
            throw new Reply.Malformed("a message of " + octets.length() + " octets has a fixed part of " + from);
        }
        Map<Integer, Bytes> values = new TreeMap<>();
        int at = from;
        while (octets.length() - at >= HEADER) {
            int length = number16(octets, at);
            if (length < HEADER || length > octets.length() - at) {
                throw new Reply.Malformed(
                        "an attribute claims " + length + " of " + (octets.length() - at) + " octets");
            }
            values.put(number16(octets, at + 2) & TYPE_BITS, octets.slice(at + HEADER, at + length));
            at += Reply.aligned(length);
        }
        return new Attributes(values);
    }

    OptionalInt number(int type) throws Reply.Malformed {
        Bytes value = values.get(type);
        return value == null ? OptionalInt.empty() : OptionalInt.of(Reply.number32(value, 0));
    }

    OptionalInt octet(int type) {
        Bytes value = values.get(type);
        return value == null || value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(value.at(0));
    }

    Optional<String> text(int type) {
        return Optional.ofNullable(values.get(type)).map(Reply::text);
    }

    Optional<IpAddress> address(int type) throws Reply.Malformed {
        Bytes value = values.get(type);
        if (value == null) {
            return Optional.empty();
        }
        if (value.length() != 4 && value.length() != 16) {
            throw new Reply.Malformed("an address of " + value.length() + " octets");
        }
        return Optional.of(IpAddress.of(value));
    }

    Optional<Attributes> nested(int type) throws Reply.Malformed {
        Bytes value = values.get(type);
        return value == null ? Optional.empty() : Optional.of(parse(value, 0));
    }

    private static int number16(Bytes octets, int at) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                ? octets.at(at) | octets.at(at + 1) << 8
                : octets.at(at) << 8 | octets.at(at + 1);
    }
}
