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

    private static final int FIRST_SLOTS = 64;
    /// Stands for the high half of IPv4 addresses; no host of IPv6 has it.
    private static final long V4 = -1;

    // Of each slot: the address, in two halves; the pair that most packets take; all its pairs. A packet of a peer that
    // was not heard of lately waits for memory: so what it needs is not behind one another.
    private long[] addresses = new long[2 * FIRST_SLOTS];
    private @Nullable SaPair[] newest = new SaPair[FIRST_SLOTS];
    private SaPair[] @Nullable [] slots = new SaPair[FIRST_SLOTS][];
    private int hosts;
    private SaPair[] others = NONE;

    @Nullable
    SaPair find(InnerPacket packet) {
        int at = slot(packet.v4() ? V4 : packet.destinationHigh(), packet.destinationLow());
        SaPair own = newest[at];
        if (own != null && !own.carries(packet)) {
            own = first(pairs(at), packet);
        }
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
                int at = slotFor(selector.addresses().first());
                put(at, with(pairs(at), pair));
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
        allocate(FIRST_SLOTS);
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

    /// Where the address is, or would be: then the slot is free.
    private int slot(long high, long low) {
        int mask = slots.length - 1;
        int at = home(high, low, mask);
        while (addresses[2 * at] != high || addresses[2 * at + 1] != low) {
            if (slots[at] == null) {
                return at;
            }
            at = at + 1 & mask;
        }
        return at;
    }

    private int slot(IpAddress address) {
        return slot(address.isV4() ? V4 : address.high(), address.low());
    }

    private int slotFor(IpAddress address) {
        int at = slot(address);
        if (slots[at] == null) {
            if ((hosts + 1) * 2 > slots.length) {
                rehash();
                at = slot(address);
            }
            occupy(at, address.isV4() ? V4 : address.high(), address.low(), NONE);
            hosts++;
        }
        return at;
    }

    private SaPair[] pairs(int at) {
        SaPair[] pairs = slots[at];
        return pairs == null ? NONE : pairs;
    }

    private void put(int at, SaPair[] pairs) {
        slots[at] = pairs;
        newest[at] = pairs.length == 0 ? null : pairs[0];
    }

    private void occupy(int at, long high, long low, SaPair[] pairs) {
        addresses[2 * at] = high;
        addresses[2 * at + 1] = low;
        put(at, pairs);
    }

    /// An address without pairs stays until the next [#rehash]: leases come back to their clients.
    private void removeFromHost(IpAddress address, SaPair pair) {
        int at = slot(address);
        if (slots[at] != null) {
            put(at, without(pairs(at), pair));
        }
    }

    private void rehash() {
        long[] oldAddresses = addresses;
        SaPair[] @Nullable [] old = slots;
        int live = 0;
        for (SaPair[] pairs : old) {
            live += pairs != null && pairs.length > 0 ? 1 : 0;
        }
        allocate(Math.max(FIRST_SLOTS, Integer.highestOneBit(live + 1) * 8));
        hosts = live;
        for (int i = 0; i < old.length; i++) {
            SaPair[] pairs = old[i];
            if (pairs != null && pairs.length > 0) {
                long high = oldAddresses[2 * i];
                long low = oldAddresses[2 * i + 1];
                occupy(slot(high, low), high, low, pairs);
            }
        }
    }

    private void allocate(int count) {
        addresses = new long[2 * count];
        newest = new SaPair[count];
        slots = new SaPair[count][];
    }

    private static int home(long high, long low, int mask) {
        long mixed = (high * 31 + low) * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32) & mask;
    }
}
