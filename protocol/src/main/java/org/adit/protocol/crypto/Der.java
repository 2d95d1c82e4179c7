package org.adit.protocol.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.adit.base.Bytes;

/// One DER element: definite, shortest length, all of it there. Only what keys and ECDSA signatures need.
record Der(int tag, int from, int contentFrom, int to) {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int SEQUENCE = 0x30;

    /// The element that starts at `at`, if it ends at `limit` or before.
    static Optional<Der> read(Bytes octets, int at, int limit) {
        if (limit - at < 2) {
            return Optional.empty();
        }
        int first = octets.at(at + 1);
        int lengthOctets = first < 0x80 ? 0 : first & 0x7f;
        int contentFrom = at + 2 + lengthOctets;
        // 0x80 is the indefinite form; two octets of length are more than any key here needs.
        if (first == 0x80 || lengthOctets > 2 || contentFrom > limit) {
            return Optional.empty();
        }
        int length = first;
        if (lengthOctets > 0) {
            length = lengthOctets == 1 ? octets.at(at + 2) : octets.at(at + 2) << 8 | octets.at(at + 3);
            if (length < (lengthOctets == 1 ? 0x80 : 0x100)) {
                return Optional.empty();
            }
        }
        if (length > limit - contentFrom) {
            return Optional.empty();
        }
        return Optional.of(new Der(octets.at(at), at, contentFrom, contentFrom + length));
    }

    /// The sequence that is the whole of `octets`.
    static Optional<Der> wholeSequence(Bytes octets) {
        return read(octets, 0, octets.length()).filter(der -> der.tag == SEQUENCE && der.to == octets.length());
    }

    /// The integer at `at` if it is positive and written in its shortest form.
    static Optional<Der> positiveInteger(Bytes octets, int at, int limit) {
        return read(octets, at, limit).filter(der -> der.tag == INTEGER && der.isShortestPositive(octets));
    }

    private boolean isShortestPositive(Bytes octets) {
        int length = to - contentFrom;
        if (length == 0 || octets.at(contentFrom) >= 0x80) {
            return false;
        }
        if (octets.at(contentFrom) != 0) {
            return true;
        }
        return length > 1 && octets.at(contentFrom + 1) >= 0x80;
    }

    Bytes element(Bytes octets) {
        return octets.slice(from, to);
    }

    BigInteger integer(Bytes octets) {
        return FixedOctets.read(octets, contentFrom, to);
    }
}
