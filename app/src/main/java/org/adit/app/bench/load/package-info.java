/// Thousands of clients in one process against one gateway: what a handshake costs, what an idle client keeps, what it
/// costs that packets are of many. Programs of their own, started inside a network namespace.
/// Start at [org.adit.app.bench.load.ControlPlaneLoad], or [org.adit.app.bench.load.PacketLoad].
@Adapter
package org.adit.app.bench.load;

import org.adit.base.Adapter;
