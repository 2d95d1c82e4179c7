/// The store as one SQLite file in the data folder: WAL, synchronous=FULL, one writer.
/// Not for several gateways. Passes the store's contract test. For `daemon` only.
/// Start at [org.adit.gateway.store.embedded.EmbeddedStore].
@Adapter
package org.adit.gateway.store.embedded;

import org.adit.base.Adapter;
