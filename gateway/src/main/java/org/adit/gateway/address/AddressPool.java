package org.adit.gateway.address;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;

/// The addresses of one prefix. The first usable one is the gateway's own. Memory grows with the holders, never with
/// the size of the prefix. A holder that comes back gets the address it had before, as long as nobody needed it.
final class AddressPool {
    /// An address, and whose memory had to go for it.
    record Taken(IpAddress address, Optional<String> displaced) {}

    private final IpAddress gateway;
    private final IpAddress first;
    private final IpAddress last;
    private final Map<IpAddress, String> live = new HashMap<>();
    private final Map<IpAddress, String> rememberedBy = new HashMap<>();
    /// Who had which address, oldest first.
    private final LinkedHashMap<String, IpAddress> remembered = new LinkedHashMap<>();

    private IpAddress cursor;

    AddressPool(IpPrefix prefix) {
        this.gateway = gatewayOf(prefix);
        this.first = gateway.plus(1).filter(prefix::contains).orElse(gateway);
        boolean broadcast = prefix.family() == IpFamily.V4 && prefix.length() <= 30;
        this.last = broadcast ? prefix.last().plus(-1).orElseThrow() : prefix.last();
        this.cursor = first;
    }

    /// A prefix of one address is that address; otherwise the one after the network's own.
    static IpAddress gatewayOf(IpPrefix prefix) {
        boolean hasNetworkAddress =
                prefix.length() < prefix.family().bits() - (prefix.address().isV4() ? 1 : 0);
        return hasNetworkAddress ? prefix.first().plus(1).orElseThrow() : prefix.first();
    }

    IpAddress gateway() {
        return gateway;
    }

    IpFamily family() {
        return gateway.family();
    }

    int inUse() {
        return live.size();
    }

    /// What an earlier run remembered; in the order of last use, oldest first.
    void restore(String holder, IpAddress address) {
        if (mayLease(address) && !rememberedBy.containsKey(address)) {
            remember(holder, address);
        }
    }

    Optional<Taken> take(String holder) {
        IpAddress before = remembered.get(holder);
        if (before != null && !live.containsKey(before)) {
            live.put(before, holder);
            return Optional.of(new Taken(before, Optional.empty()));
        }
        Optional<IpAddress> unused = unused();
        if (unused.isPresent()) {
            return Optional.of(give(unused.get(), holder, Optional.empty()));
        }
        return oldestIdle().map(oldest -> {
            IpAddress freed = forget(oldest);
            return give(freed, holder, Optional.of(oldest));
        });
    }

    /// The lease ends; the address stays remembered for `holder` until another needs it.
    void release(String holder, IpAddress address) {
        if (live.remove(address, holder)) {
            remember(holder, address);
        }
    }

    private Taken give(IpAddress address, String holder, Optional<String> displaced) {
        live.put(address, holder);
        remember(holder, address);
        return new Taken(address, displaced);
    }

    private void remember(String holder, IpAddress address) {
        IpAddress before = remembered.remove(holder);
        if (before != null) {
            rememberedBy.remove(before, holder);
        }
        remembered.put(holder, address);
        rememberedBy.put(address, holder);
    }

    private IpAddress forget(String holder) {
        IpAddress address = remembered.remove(holder);
        if (address == null) {
            throw new IllegalStateException("nothing remembered for this holder");
        }
        rememberedBy.remove(address, holder);
        return address;
    }

    private Optional<String> oldestIdle() {
        return remembered.entrySet().stream()
                .filter(entry -> !live.containsKey(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// An address that nobody has or had. Each step that finds none meets another taken address, so that the walk is
    /// bounded by their number, not by the prefix.
    private Optional<IpAddress> unused() {
        long taken = (long) live.size() + rememberedBy.size() + 2;
        IpAddress at = cursor;
        for (long step = 0; step <= taken; step++) {
            IpAddress here = at;
            at = after(here);
            if (mayLease(here) && !live.containsKey(here) && !rememberedBy.containsKey(here)) {
                cursor = at;
                return Optional.of(here);
            }
        }
        return Optional.empty();
    }

    private IpAddress after(IpAddress address) {
        return address.equals(last) ? first : address.plus(1).orElse(first);
    }

    private boolean mayLease(IpAddress address) {
        boolean inside = address.family() == family() && address.compareTo(first) >= 0 && address.compareTo(last) <= 0;
        // Windows makes no IPv6 interface for an address whose host part is zero.
        boolean hostPartZero = address.isV6() && address.low() == 0;
        return inside && !hostPartZero && !address.equals(gateway);
    }
}
