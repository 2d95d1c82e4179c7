/// Half an hour of everything at once against one gateway: many clients, quick rekeys, roaming, loss, replays, traffic
/// both ways, all of it watched. A program of its own, started inside a network namespace, and the gateway that it
/// starts; nothing else. Start at [org.adit.app.bench.soak.Soak].
@Adapter
package org.adit.app.bench.soak;

import org.adit.base.Adapter;
