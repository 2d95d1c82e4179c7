package org.adit.dataplane.linux.netlink;

/// A network interface. `kind` is the driver's name (`tun`, `veth`) or empty for what has none.
public record Link(int index, String name, int mtu, boolean up, String kind) {}
