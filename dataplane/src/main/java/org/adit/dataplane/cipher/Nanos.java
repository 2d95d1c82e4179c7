package org.adit.dataplane.cipher;

import java.util.Optional;

/// What a packet costs to seal or to open, their mean, by the octets of its inner packet.
public record Nanos(int at64, int at576, int at1438) {
    /// A stream of TCP is full packets one way and small ones the other.
    int weighted() {
        return 2 * at64 + at576 + 2 * at1438;
    }

    static Optional<Nanos> parse(String text) {
        String[] parts = text.split(" ");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Nanos(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        return at64 + " " + at576 + " " + at1438;
    }
}
