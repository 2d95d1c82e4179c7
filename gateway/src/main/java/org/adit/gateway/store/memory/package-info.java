/// The store without a disk: for simulations and tests. Forgets everything with its process.
/// Not for production. Passes the store's contract test. Start at [org.adit.gateway.store.memory.MemoryStore].
@Adapter
package org.adit.gateway.store.memory;

import org.adit.base.Adapter;
