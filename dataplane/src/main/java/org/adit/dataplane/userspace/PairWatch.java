package org.adit.dataplane.userspace;

import java.util.function.Consumer;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.jspecify.annotations.Nullable;

/// Counts what is dropped, and tells the control plane what it should know of an SA. Belongs to the worker.
record PairWatch(DropCounters drops, Consumer<DataPlaneEvent> events) {
    void drop(int verdict, @Nullable SaPair pair) {
        drops.count(verdict);
        if (pair != null) {
            pair.countDrop();
        }
    }

    void tellLimits(SaPair pair) {
        if (pair.takeSoftLimit()) {
            events.accept(new DataPlaneEvent.SoftLimit(pair.spi()));
        }
        if (pair.takeHardLimit()) {
            events.accept(new DataPlaneEvent.HardLimit(pair.spi()));
        }
    }
}
