package org.adit.protocol.ike;

/// Our name for an IKE SA and whatever replaces it by rekey. Never reused by an endpoint.
public record SaId(long number) implements Comparable<SaId> {
    @Override
    public int compareTo(SaId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "#" + number;
    }
}
