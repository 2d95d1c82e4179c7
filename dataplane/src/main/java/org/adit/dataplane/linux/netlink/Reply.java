package org.adit.dataplane.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;

/// One message from the kernel: its header's fields and what follows the header.
record Reply(int type, int flags, int sequence, Bytes body) {
    static final int ERROR = 2;
    static final int DONE = 3;
    static final int DUMP_INTERRUPTED = 0x10;
    private static final int CAPPED = 0x100;
    private static final int HAS_ATTRIBUTES = 0x200;

    private static final int HEADER = 16;
    private static final int ERROR_TEXT = 1;

    /// Octets that break the rules of RFC 3549 §2.3.2.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String how) {
            super(how, null, false, false);
        }

        String how() {
            return String.valueOf(getMessage());
        }
    }

    /// All messages of one datagram.
    static List<Reply> parse(byte[] octets, int length) throws Malformed {
        ByteBuffer datagram = ByteBuffer.wrap(octets, 0, length).order(ByteOrder.nativeOrder());
        List<Reply> replies = new ArrayList<>();
        int at = 0;
        while (at < length) {
            if (length - at < HEADER) {
                throw new Malformed(length - at + " octets are left, a header has " + HEADER);
            }
            int claimed = datagram.getInt(at);
            if (claimed < HEADER || claimed > length - at) {
                throw new Malformed("a message claims " + claimed + " of " + (length - at) + " octets");
            }
            replies.add(new Reply(
                    datagram.getShort(at + 4) & 0xffff,
                    datagram.getShort(at + 6) & 0xffff,
                    datagram.getInt(at + 8),
                    Bytes.of(octets, at + HEADER, at + claimed)));
            at += aligned(claimed);
        }
        return replies;
    }

    /// A number in the machine's order.
    int number32(int at) throws Malformed {
        return number32(body, at);
    }

    int octet(int at) throws Malformed {
        if (at >= body.length()) {
            throw new Malformed("a message of " + body.length() + " octets ends before octet " + at);
        }
        return body.at(at);
    }

    /// What follows a fixed part of `from` octets.
    Attributes attributes(int from) throws Malformed {
        return Attributes.parse(body, from);
    }

    /// Of an [#ERROR]: the positive errno, 0 for an acknowledgement.
    int errno() throws Malformed {
        return -number32(0);
    }

    /// Of an [#ERROR]: the kernel's own words, or empty.
    String errorText() throws Malformed {
        if ((flags & HAS_ATTRIBUTES) == 0) {
            return "";
        }
        // The refused request comes first, whole or only its header.
        int request = (flags & CAPPED) != 0 ? HEADER : number32(4);
        if (request < HEADER || request > body.length() - 4) {
            throw new Malformed("an error quotes " + request + " of " + (body.length() - 4) + " octets");
        }
        return attributes(4 + aligned(request)).text(ERROR_TEXT).orElse("");
    }

    static int number32(Bytes octets, int at) throws Malformed {
        if (at + 4 > octets.length()) {
            throw new Malformed("a number at " + at + " in " + octets.length() + " octets");
        }
        return ByteBuffer.wrap(octets.slice(at, at + 4).toArray())
                .order(ByteOrder.nativeOrder())
                .getInt();
    }

    static String text(Bytes octets) {
        byte[] text = octets.toArray();
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    static int aligned(int length) {
        return length + 3 & ~3;
    }
}
