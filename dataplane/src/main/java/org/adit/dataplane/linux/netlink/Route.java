package org.adit.dataplane.linux.netlink;

import java.util.Optional;
import java.util.OptionalInt;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;

/// A route. `link` is an interface's index; `metric` 0 leaves it to the kernel (for IPv6 that is 1024); `protocol` says
/// who made it: [LinuxNetwork] puts its own mark there.
public record Route(
        IpPrefix destination,
        Kind kind,
        Optional<IpAddress> gateway,
        OptionalInt link,
        Optional<IpAddress> preferredSource,
        int table,
        int metric,
        int protocol) {
    /// The table that is used when no rule says otherwise.
    public static final int MAIN = 254;

    /// What becomes of a packet that follows the route.
    public enum Kind {
        UNICAST(1),
        LOCAL(2),
        BROADCAST(3),
        ANYCAST(4),
        MULTICAST(5),
        /// Dropped in silence.
        BLACKHOLE(6),
        /// Dropped with an ICMP error, a local sender gets EHOSTUNREACH: a closed tunnel that leaks nothing.
        UNREACHABLE(7),
        PROHIBIT(8),
        THROW(9),
        OTHER(0);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        static Kind of(int number) {
            for (Kind kind : values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            return OTHER;
        }
    }

    /// Into an interface, without a next hop.
    public static Route into(int link, IpPrefix destination) {
        return new Route(
                destination, Kind.UNICAST, Optional.empty(), OptionalInt.of(link), Optional.empty(), MAIN, 0, 0);
    }

    public static Route via(IpAddress gateway, IpPrefix destination) {
        return new Route(
                destination, Kind.UNICAST, Optional.of(gateway), OptionalInt.empty(), Optional.empty(), MAIN, 0, 0);
    }

    public static Route unreachable(IpPrefix destination) {
        return new Route(
                destination, Kind.UNREACHABLE, Optional.empty(), OptionalInt.empty(), Optional.empty(), MAIN, 0, 0);
    }

    public Route inTable(int number) {
        return new Route(destination, kind, gateway, link, preferredSource, number, metric, protocol);
    }

    public Route withMetric(int value) {
        return new Route(destination, kind, gateway, link, preferredSource, table, value, protocol);
    }

    public Route onLink(int index) {
        return new Route(destination, kind, gateway, OptionalInt.of(index), preferredSource, table, metric, protocol);
    }

    public Route from(IpAddress source) {
        return new Route(destination, kind, gateway, link, Optional.of(source), table, metric, protocol);
    }

    Route madeBy(int mark) {
        return new Route(destination, kind, gateway, link, preferredSource, table, metric, mark);
    }

    @Override
    public String toString() {
        return "route to " + destination + gateway.map(hop -> " via " + hop).orElse("")
                + (table == MAIN ? "" : " in table " + table);
    }
}
