package org.adit.dataplane.linux.netlink;

import org.adit.base.net.IpAddress;

/// An address with the length of its network, on an interface: `10.66.0.1/16`.
public record InterfaceAddress(IpAddress address, int prefixLength) {
    public InterfaceAddress {
        if (prefixLength < 0 || prefixLength > address.family().bits()) {
            throw new IllegalArgumentException("prefix length " + prefixLength + " for " + address);
        }
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
