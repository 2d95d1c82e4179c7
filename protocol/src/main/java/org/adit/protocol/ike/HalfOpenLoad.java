package org.adit.protocol.ike;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    /// Why no further one is taken from `source`, if so. Thousands of people may share one address, so one that proves
    /// by cookies that it is there may have a quarter of all.
    Optional<IkeFailure> beyond(IkeSettings settings, IpAddress source) {
        if (entries.size() >= settings.halfOpenLimit()) {
            return Optional.of(new IkeFailure.TooManyHalfOpen(settings.halfOpenLimit(), false));
        }
        int most = Math.max(settings.perSourceLimit(), settings.halfOpenLimit() / 4);
        return from(source) >= most ? Optional.of(new IkeFailure.TooManyHalfOpen(most, true)) : Optional.empty();
    }

    /// Whether the next one from `source` needs a cookie (RFC 8019 §4.2).
    boolean cookieDue(IkeSettings settings, IpAddress source) {
        return entries.size() >= settings.cookiesFrom() || from(source) >= settings.perSourceLimit();
    }

    private int from(IpAddress source) {
        return byAddress.getOrDefault(source, 0);
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
