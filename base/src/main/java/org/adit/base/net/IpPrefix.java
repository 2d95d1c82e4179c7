package org.adit.base.net;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A network: an address whose bits after `length` are zero.
public record IpPrefix(IpAddress address, int length) implements Comparable<IpPrefix> {
    public IpPrefix {
        if (length < 0 || length > address.family().bits()) {
            throw new IllegalArgumentException("prefix length " + length + " for " + address);
        }
        if (!masked(address, length).equals(address)) {
            throw new IllegalArgumentException(address + "/" + length + " has bits set after the prefix");
        }
    }

    /// Written out for the same reason as that of [IpAddress].
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpPrefix that && length == that.length && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return 31 * address.hashCode() + length;
    }

    /// The network of `length` that holds `address`.
    public static IpPrefix around(IpAddress address, int length) {
        return new IpPrefix(masked(address, length), length);
    }

    /// `address/length`, or a bare address as a host prefix; empty if malformed or if host bits are set.
    public static Optional<IpPrefix> parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int bits = address.get().family().bits();
        if (slash < 0) {
            return Optional.of(new IpPrefix(address.get(), bits));
        }
        String digits = text.substring(slash + 1);
        if (!digits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(digits) > bits) {
            return Optional.empty();
        }
        int length = Integer.parseInt(digits);
        return masked(address.get(), length).equals(address.get())
                ? Optional.of(new IpPrefix(address.get(), length))
                : Optional.empty();
    }

    public static IpPrefix of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a network: " + text));
    }

    /// Everything of one family.
    public static IpPrefix all(IpFamily family) {
        return new IpPrefix(IpAddress.any(family), 0);
    }

    /// Just this address.
    public static IpPrefix host(IpAddress address) {
        return new IpPrefix(address, address.family().bits());
    }

    public IpFamily family() {
        return address.family();
    }

    public boolean contains(IpAddress other) {
        return other.family() == family() && masked(other, length).equals(address);
    }

    public boolean contains(IpPrefix other) {
        return other.length >= length && contains(other.address);
    }

    public IpAddress first() {
        return address;
    }

    public IpAddress last() {
        int bits = family().bits() - length;
        if (family() == IpFamily.V4) {
            return new IpAddress(IpFamily.V4, 0, address.low() | ones(bits));
        }
        return IpAddress.v6(address.high() | ones(bits - 64), address.low() | ones(bits));
    }

    public IpRange range() {
        return new IpRange(first(), last());
    }

    @Override
    public int compareTo(IpPrefix other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }

    private static IpAddress masked(IpAddress address, int length) {
        int hostBits = address.family().bits() - length;
        return new IpAddress(address.family(), address.high() & ~ones(hostBits - 64), address.low() & ~ones(hostBits));
    }

    /// `bits` low ones, held to 0 to 64.
    private static long ones(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= 64 ? -1L : (1L << bits) - 1;
    }
}
