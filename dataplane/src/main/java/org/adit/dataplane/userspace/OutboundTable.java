package org.adit.dataplane.userspace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.protocol.esp.InnerPacket;
import org.adit.protocol.ipsec.TrafficSelector;
import org.jspecify.annotations.Nullable;

/// Which SA pair an inner packet leaves through: pairs whose remote selectors are single addresses (clients with a
/// lease) by hash of the destination, all others (sites, or the whole world) from a list. Of those that carry a packet,
/// the one that started sending last wins; a host's own pair goes before the list. The worker's alone.
final class OutboundTable {
    private static final SaPair[] NONE = new SaPair[0];
    private static final Comparator<SaPair> NEWEST_FIRST =
            Comparator.comparingLong(SaPair::startOrder).reversed();

    private @Nullable Host[] slots = new Host[64];
    private int hosts;
    private SaPair[] others = NONE;

    @Nullable
    SaPair find(InnerPacket packet) {
        Host host = host(packet.v4(), packet.destinationHigh(), packet.destinationLow());
        SaPair own = host == null ? null : first(host.pairs, packet);
        return own == null ? first(others, packet) : own;
    }

    private static @Nullable SaPair first(SaPair[] pairs, InnerPacket packet) {
        for (SaPair pair : pairs) {
            if (pair.carries(packet)) {
                return pair;
            }
        }
        return null;
    }

    /// Adds the pair, or moves it to its new place if it was there.
    void add(SaPair pair) {
        remove(pair);
        boolean others = false;
        for (TrafficSelector selector : pair.remote()) {
            if (single(selector)) {
                Host host = hostFor(selector.addresses().first());
                host.pairs = with(host.pairs, pair);
            } else {
                others = true;
            }
        }
        if (others) {
            this.others = with(this.others, pair);
        }
    }

    void remove(SaPair pair) {
        for (TrafficSelector selector : pair.remote()) {
            if (single(selector)) {
                removeFromHost(selector.addresses().first(), pair);
            }
        }
        others = without(others, pair);
    }

    void clear() {
        slots = new Host[64];
        hosts = 0;
        others = NONE;
    }

    private static boolean single(TrafficSelector selector) {
        return selector.addresses().first().equals(selector.addresses().last());
    }

    private static SaPair[] with(SaPair[] pairs, SaPair pair) {
        List<SaPair> list = new ArrayList<>(List.of(without(pairs, pair)));
        list.add(pair);
        list.sort(NEWEST_FIRST);
        return list.toArray(NONE);
    }

    private static SaPair[] without(SaPair[] pairs, SaPair pair) {
        List<SaPair> list = new ArrayList<>(List.of(pairs));
        return list.remove(pair) ? list.toArray(NONE) : pairs;
    }

    private @Nullable Host host(boolean v4, long high, long low) {
        int mask = slots.length - 1;
        for (int at = home(high, low, mask); ; at = at + 1 & mask) {
            Host host = slots[at];
            if (host == null || host.is(v4, high, low)) {
                return host;
            }
        }
    }

    private Host hostFor(IpAddress address) {
        Host known = host(address.isV4(), address.high(), address.low());
        if (known != null) {
            return known;
        }
        if ((hosts + 1) * 2 > slots.length) {
            rehash();
        }
        Host host = new Host(address.isV4(), address.high(), address.low());
        insert(host);
        hosts++;
        return host;
    }

    /// An address without pairs stays until the next [#rehash]: leases come back to their clients.
    private void removeFromHost(IpAddress address, SaPair pair) {
        Host host = host(address.isV4(), address.high(), address.low());
        if (host != null) {
            host.pairs = without(host.pairs, pair);
        }
    }

    private void rehash() {
        @Nullable Host[] old = slots;
        int live = 0;
        for (Host host : old) {
            live += host != null && host.pairs.length > 0 ? 1 : 0;
        }
        slots = new Host[Math.max(64, Integer.highestOneBit(live + 1) * 8)];
        hosts = live;
        for (Host host : old) {
            if (host != null && host.pairs.length > 0) {
                insert(host);
            }
        }
    }

    private void insert(Host host) {
        int mask = slots.length - 1;
        int at = home(host.high, host.low, mask);
        while (slots[at] != null) {
            at = at + 1 & mask;
        }
        slots[at] = host;
    }

    private static int home(long high, long low, int mask) {
        long mixed = (high * 31 + low) * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32) & mask;
    }

    private static final class Host {
        private final boolean v4;
        private final long high;
        private final long low;
        private SaPair[] pairs = NONE;

        Host(boolean v4, long high, long low) {
            this.v4 = v4;
            this.high = high;
            this.low = low;
        }

        boolean is(boolean otherV4, long otherHigh, long otherLow) {
            return low == otherLow && high == otherHigh && v4 == otherV4;
        }
    }
}
