package org.adit.gateway.store;

import org.adit.gateway.store.memory.MemoryStore;

final class MemoryStoreTest extends StoreContract {
    @Override
    Store make() {
        return new MemoryStore();
    }
}
