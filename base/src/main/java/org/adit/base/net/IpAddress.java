package org.adit.base.net;

import java.util.Optional;
import org.adit.base.Bytes;
import org.jspecify.annotations.Nullable;

/// An IPv4 or IPv6 address, without zone. `high` is zero for IPv4, whose 32 bits are the low ones of `low`.
/// IPv4-mapped IPv6 addresses stay IPv6. Ordered by family, then as unsigned numbers.
public record IpAddress(IpFamily family, long high, long low) implements Comparable<IpAddress> {
    public IpAddress {
        if (family == IpFamily.V4 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("more than 32 bits in an IPv4 address");
        }
    }

    /// The low 32 bits of `bits` as an IPv4 address.
    public static IpAddress v4(int bits) {
        return new IpAddress(IpFamily.V4, 0, Integer.toUnsignedLong(bits));
    }

    public static IpAddress v6(long high, long low) {
        return new IpAddress(IpFamily.V6, high, low);
    }

    /// From 4 or 16 octets in network order.
    public static IpAddress of(Bytes octets) {
        return switch (octets.length()) {
            case 4 -> new IpAddress(IpFamily.V4, 0, number(octets, 0, 4));
            case 16 -> new IpAddress(IpFamily.V6, number(octets, 0, 8), number(octets, 8, 16));
            default -> throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length());
        };
    }

    /// For text that is known to be good, as in code and tests.
    public static IpAddress of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    /// Dotted quad or RFC 4291 text, without zone or brackets; empty if it is neither. No names are resolved.
    public static Optional<IpAddress> parse(String text) {
        return IpText.parse(text);
    }

    /// All zeros.
    public static IpAddress any(IpFamily family) {
        return new IpAddress(family, 0, 0);
    }

    public boolean isV4() {
        return family == IpFamily.V4;
    }

    public boolean isV6() {
        return family == IpFamily.V6;
    }

    public boolean isAny() {
        return high == 0 && low == 0;
    }

    /// Written out, as is [#hashCode], for those of a record are made at run time, at every start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress that && family == that.family && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + Long.hashCode(low) + family.bits();
    }

    /// 4 or 16 octets in network order.
    public Bytes octets() {
        byte[] octets = new byte[family.octets()];
        for (int i = 0; i < octets.length; i++) {
            int fromEnd = octets.length - 1 - i;
            octets[i] = (byte) (fromEnd < 8 ? low >>> 8 * fromEnd : high >>> 8 * (fromEnd - 8));
        }
        return Bytes.wrap(octets);
    }

    /// The address `count` further (or before, if negative); empty when it would leave the family's space.
    public Optional<IpAddress> plus(long count) {
        long sum = low + count;
        long carried = high;
        if (isV4()) {
            return sum >>> 32 == 0 ? Optional.of(new IpAddress(family, 0, sum)) : Optional.empty();
        }
        if (count >= 0 && Long.compareUnsigned(sum, low) < 0) {
            carried++;
            if (carried == 0) {
                return Optional.empty();
            }
        } else if (count < 0 && Long.compareUnsigned(sum, low) > 0) {
            if (carried == 0) {
                return Optional.empty();
            }
            carried--;
        }
        return Optional.of(new IpAddress(family, carried, sum));
    }

    @Override
    public int compareTo(IpAddress other) {
        int byFamily = family.compareTo(other.family);
        if (byFamily != 0) {
            return byFamily;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /// Dotted quad, or RFC 5952 text.
    @Override
    public String toString() {
        return IpText.format(this);
    }

    private static long number(Bytes octets, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 8 | octets.at(i);
        }
        return value;
    }
}
