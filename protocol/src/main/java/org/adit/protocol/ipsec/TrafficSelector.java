package org.adit.protocol.ipsec;

import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.base.net.IpRange;

/// Which packets may pass (RFC 7296 §3.13.1). `protocol` 0 means any. `startPort` 0 and `endPort` 65535 mean any;
/// 65535 and 0 mean OPAQUE. For ICMP the ports hold type and code.
public record TrafficSelector(int protocol, int startPort, int endPort, IpRange addresses) {
    public TrafficSelector {
        if (protocol < 0 || protocol > 255) {
            throw new IllegalArgumentException("protocol " + protocol);
        }
        boolean opaque = startPort == 0xffff && endPort == 0;
        if (!opaque && (startPort < 0 || endPort > 0xffff || startPort > endPort)) {
            throw new IllegalArgumentException("ports " + startPort + " to " + endPort);
        }
    }

    public static TrafficSelector of(IpPrefix prefix) {
        return new TrafficSelector(0, 0, 0xffff, prefix.range());
    }

    public static TrafficSelector of(IpAddress host) {
        return of(IpPrefix.host(host));
    }

    public static TrafficSelector all(IpFamily family) {
        return of(IpPrefix.all(family));
    }

    public boolean anyPort() {
        return startPort == 0 && endPort == 0xffff;
    }

    public boolean contains(TrafficSelector other) {
        return intersect(other).filter(other::equals).isPresent();
    }

    public Optional<TrafficSelector> intersect(TrafficSelector other) {
        if (protocol != other.protocol && protocol != 0 && other.protocol != 0) {
            return Optional.empty();
        }
        int common = protocol == 0 ? other.protocol : protocol;
        int low = Math.max(startPort, other.startPort);
        int high = Math.min(endPort, other.endPort);
        boolean bothOpaque = startPort > endPort && other.startPort > other.endPort;
        if (low > high && !bothOpaque) {
            return Optional.empty();
        }
        return addresses.intersect(other.addresses).map(range -> new TrafficSelector(common, low, high, range));
    }

    @Override
    public String toString() {
        String what = protocol == 0 && anyPort() ? "" : "[" + protocol + "/" + (anyPort() ? "any" : ports()) + "]";
        return addresses + what;
    }

    private String ports() {
        return startPort > endPort ? "opaque" : startPort == endPort ? "" + startPort : startPort + "-" + endPort;
    }
}
