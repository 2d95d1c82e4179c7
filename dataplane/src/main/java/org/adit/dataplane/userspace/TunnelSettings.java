package org.adit.dataplane.userspace;

import java.util.Optional;
import org.adit.base.net.IpAddress;

/// How a data plane runs. `mtu` is of inner packets; larger ones that must not be fragmented are answered from
/// `innerV4` or `innerV6`, and only dropped without it. `coalesce`: packets that follow each other in a flow may be
/// handed to the device as one.
public record TunnelSettings(int mtu, Optional<IpAddress> innerV4, Optional<IpAddress> innerV6, boolean coalesce) {
    public TunnelSettings {
        if (mtu < 576 || mtu > 65_000) {
            throw new IllegalArgumentException("mtu " + mtu);
        }
        if (innerV4.filter(IpAddress::isV6).isPresent()
                || innerV6.filter(IpAddress::isV4).isPresent()) {
            throw new IllegalArgumentException("inner addresses of the wrong family");
        }
    }

    public static TunnelSettings of(int mtu, Optional<IpAddress> innerV4, Optional<IpAddress> innerV6) {
        return new TunnelSettings(mtu, innerV4, innerV6, true);
    }
}
