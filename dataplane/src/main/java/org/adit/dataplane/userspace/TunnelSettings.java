package org.adit.dataplane.userspace;

import java.util.Optional;
import org.adit.base.net.IpAddress;

/// How a data plane runs. `mtu` is the device's; an SA whose path and suite leave less room ([Overhead], for
/// outer packets of `pathMtu`) has its own. Packets that are larger and must not be fragmented are answered from
/// `innerV4` or `innerV6`, or as `TooBig` says. `coalesce`: packets that follow each other in a flow may be
/// handed to the device as one.
public record TunnelSettings(
        int mtu, int pathMtu, Optional<IpAddress> innerV4, Optional<IpAddress> innerV6, boolean coalesce) {
    /// Of Ethernet, and of most of the internet.
    public static final int USUAL_PATH_MTU = 1500;

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
        return new TunnelSettings(mtu, USUAL_PATH_MTU, innerV4, innerV6, true);
    }
}
