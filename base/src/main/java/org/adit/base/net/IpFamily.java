package org.adit.base.net;

/// IPv4 or IPv6.
public enum IpFamily {
    V4(32),
    V6(128);

    private final int bits;

    IpFamily(int bits) {
        this.bits = bits;
    }

    /// Bits in an address.
    public int bits() {
        return bits;
    }

    /// Octets in an address.
    public int octets() {
        return bits / 8;
    }
}
