package org.adit.gateway.session;

import java.util.ArrayList;
import java.util.List;
import org.adit.gateway.store.StoreWrite;

/// What one step wants done. Writes of one step go to the store together.
final class Outbox {
    private final List<GatewayAction> actions = new ArrayList<>();
    private final List<StoreWrite> writes = new ArrayList<>();

    void add(GatewayAction action) {
        actions.add(action);
    }

    void persist(StoreWrite write) {
        writes.add(write);
    }

    List<GatewayAction> take() {
        if (!writes.isEmpty()) {
            actions.add(new GatewayAction.Persist(writes));
        }
        List<GatewayAction> taken = List.copyOf(actions);
        actions.clear();
        writes.clear();
        return taken;
    }
}
