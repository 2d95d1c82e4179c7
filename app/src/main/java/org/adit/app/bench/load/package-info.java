/// Thousands of clients in one process against one gateway: what a handshake costs, what an idle client keeps.
/// A program of its own, started inside a network namespace; nothing imports it.
/// Start at [org.adit.app.bench.load.ControlPlaneLoad].
@Adapter
package org.adit.app.bench.load;

import org.adit.base.Adapter;
