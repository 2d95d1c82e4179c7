package org.adit.dataplane.userspace;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.adit.protocol.esp.DropReason;

/// How many packets were dropped, by reason. Written by one thread, read by any.
public final class DropCounters {
    private final AtomicLongArray counts = new AtomicLongArray(DropReason.values().length);

    /// Counts one more for a verdict below 0.
    void count(int verdict) {
        int at = -1 - verdict;
        counts.setOpaque(at, counts.getPlain(at) + 1);
    }

    void count(DropReason reason) {
        count(reason.verdict());
    }

    Map<DropReason, Long> all() {
        Map<DropReason, Long> all = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            all.put(reason, of(reason));
        }
        return all;
    }

    public long of(DropReason reason) {
        return counts.getOpaque(-1 - reason.verdict());
    }
}
