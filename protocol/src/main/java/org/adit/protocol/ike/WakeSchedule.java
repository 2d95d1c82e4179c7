package org.adit.protocol.ike;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.adit.base.time.Tick;
import org.adit.protocol.wire.IkeSpi;

/// When which IKE SA wants to be stepped.
final class WakeSchedule {
    private final Map<IkeSpi, Tick> bySpi = new HashMap<>();
    private final TreeSet<Entry> inOrder = new TreeSet<>(
            Comparator.comparing(Entry::at).thenComparingLong(e -> e.spi().value()));

    private record Entry(Tick at, IkeSpi spi) {}

    void set(IkeSpi spi, Tick at) {
        if (!at.equals(bySpi.get(spi))) {
            clear(spi);
            bySpi.put(spi, at);
            inOrder.add(new Entry(at, spi));
        }
    }

    void clear(IkeSpi spi) {
        Tick at = bySpi.remove(spi);
        if (at != null) {
            inOrder.remove(new Entry(at, spi));
        }
    }

    Optional<Tick> next() {
        return inOrder.isEmpty()
                ? Optional.empty()
                : Optional.of(inOrder.first().at());
    }

    /// Those whose time has come, in order; they stay scheduled until set anew or cleared.
    List<IkeSpi> due(Tick now) {
        List<IkeSpi> due = new ArrayList<>();
        for (Entry entry : inOrder) {
            if (now.isBefore(entry.at())) {
                break;
            }
            due.add(entry.spi());
        }
        return due;
    }
}
