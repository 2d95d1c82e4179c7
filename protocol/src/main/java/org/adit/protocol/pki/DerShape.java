package org.adit.protocol.pki;

import org.adit.base.Bytes;

/// Whether octets are one DER element, of bounded depth and count, with definite and minimal lengths. Looked at before
/// a parser that recurses is let near them. X.690 §10.1; contents are not judged here.
final class DerShape {
    private static final int MAX_DEPTH = 24;
    private static final int MAX_ELEMENTS = 2_048;

    private final Bytes der;
    private int elements;

    private DerShape(Bytes der) {
        this.der = der;
    }

    static boolean isOneElement(Bytes der) {
        DerShape shape = new DerShape(der);
        return !der.isEmpty() && shape.run(0, der.length(), 0) && shape.contentEnd(0, der.length()) == der.length();
    }

    /// The elements one after the other in `[from, to)`.
    private boolean run(int from, int to, int depth) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        int at = from;
        while (at < to) {
            int end = contentEnd(at, to);
            elements++;
            if (end < 0 || elements > MAX_ELEMENTS) {
                return false;
            }
            boolean constructed = (der.at(at) & 0x20) != 0;
            if (constructed && !run(contentStart(at), end, depth + 1)) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private int contentStart(int at) {
        int first = der.at(at + 1);
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    /// Where the element at `at` ends; -1 if it has no valid tag and length or ends after `to`.
    private int contentEnd(int at, int to) {
        if (to - at < 2 || (der.at(at) & 0x1f) == 0x1f) {
            return -1; // X.509 has no tags above 30
        }
        int first = der.at(at + 1);
        if (first < 0x80) {
            return first <= to - at - 2 ? at + 2 + first : -1;
        }
        int octets = first & 0x7f;
        if (octets == 0 || octets > 3 || octets > to - at - 2) {
            return -1;
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | der.at(at + 2 + i);
        }
        boolean minimal = length >= 0x80 && length >>> 8 * (octets - 1) != 0;
        int start = at + 2 + octets;
        return minimal && length <= to - start ? start + length : -1;
    }
}
