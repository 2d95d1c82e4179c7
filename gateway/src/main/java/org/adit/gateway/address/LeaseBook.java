package org.adit.gateway.address;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;

/// All pools with their leases. A holder is a device: it has at most one lease per prefix at a time.
public final class LeaseBook {
    /// What taking a lease brought. `displaced` lost the memory of this address.
    public record Lease(String pool, String holder, IpAddress address, Optional<String> displaced) {}

    /// How full a prefix of a pool is.
    public record Fill(String pool, IpPrefix prefix, IpAddress gateway, int inUse) {}

    private record Key(String pool, IpPrefix prefix) {}

    private final Map<Key, AddressPool> pools = new LinkedHashMap<>();

    /// Adds a pool; a prefix that is already there keeps its leases.
    public void open(String pool, List<IpPrefix> prefixes) {
        for (IpPrefix prefix : prefixes) {
            pools.computeIfAbsent(new Key(pool, prefix), key -> new AddressPool(key.prefix()));
        }
    }

    /// The address that the gateway itself has in `prefix`.
    public static IpAddress gatewayOf(IpPrefix prefix) {
        return AddressPool.gatewayOf(prefix);
    }

    /// Takes back what was remembered, oldest first. What no pool holds any more is left out.
    public void restore(String pool, String holder, IpAddress address) {
        pools.forEach((key, addresses) -> {
            if (key.pool().equals(pool) && key.prefix().contains(address)) {
                addresses.restore(holder, address);
            }
        });
    }

    /// From the first prefix of that family which has one left.
    public Optional<Lease> take(String pool, String holder, IpFamily family) {
        for (Map.Entry<Key, AddressPool> entry : pools.entrySet()) {
            if (!entry.getKey().pool().equals(pool) || entry.getValue().family() != family) {
                continue;
            }
            Optional<AddressPool.Taken> taken = entry.getValue().take(holder);
            if (taken.isPresent()) {
                AddressPool.Taken found = taken.get();
                return Optional.of(new Lease(pool, holder, found.address(), found.displaced()));
            }
        }
        return Optional.empty();
    }

    public void release(Lease lease) {
        pools.forEach((key, addresses) -> {
            if (key.pool().equals(lease.pool()) && key.prefix().contains(lease.address())) {
                addresses.release(lease.holder(), lease.address());
            }
        });
    }

    public boolean serves(String pool, IpFamily family) {
        return pools.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().pool().equals(pool) && entry.getValue().family() == family);
    }

    public List<Fill> fill() {
        List<Fill> fill = new ArrayList<>();
        pools.forEach((key, addresses) ->
                fill.add(new Fill(key.pool(), key.prefix(), addresses.gateway(), addresses.inUse())));
        return List.copyOf(fill);
    }
}
