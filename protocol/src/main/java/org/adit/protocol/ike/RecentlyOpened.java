package org.adit.protocol.ike;

import java.util.LinkedHashSet;

/// The IKE_SA_INIT requests that were answered last, half-open or not. When a gateway is late, copies that were sent
/// meanwhile still wait behind the first one when its IKE SA is established already: they must not open another.
final class RecentlyOpened<K> {
    private final int most;
    private final LinkedHashSet<K> seen = new LinkedHashSet<>();

    RecentlyOpened(int most) {
        this.most = most;
    }

    void add(K request) {
        seen.add(request);
        if (seen.size() > most) {
            seen.removeFirst();
        }
    }

    boolean has(K request) {
        return seen.contains(request);
    }
}
