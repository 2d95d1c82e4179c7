package org.adit.protocol.ike;

import java.util.HashMap;
import java.util.Map;
import org.adit.base.net.IpAddress;
import org.adit.protocol.wire.IkeSpi;

/// How many IKE SAs are half-open, in all and by source address (R-8019-01).
final class HalfOpenLoad {
    private final Map<IkeSpi, Entry> entries = new HashMap<>();
    private final Map<IpAddress, Integer> byAddress = new HashMap<>();

    private record Entry(IpAddress source, Runnable onClosed) {}

    int total() {
        return entries.size();
    }

    boolean beyond(IkeSettings settings, IpAddress source) {
        return entries.size() >= settings.halfOpenLimit()
                || byAddress.getOrDefault(source, 0) >= settings.perSourceLimit();
    }

    void opened(IkeSpi own, IpAddress source, Runnable onClosed) {
        entries.put(own, new Entry(source, onClosed));
        byAddress.merge(source, 1, Integer::sum);
    }

    /// Established or ended; more than once is harmless.
    void closed(IkeSpi own) {
        Entry entry = entries.remove(own);
        if (entry != null) {
            byAddress.computeIfPresent(entry.source(), (_, count) -> count == 1 ? null : count - 1);
            entry.onClosed().run();
        }
    }
}
