/// The running gateway: its threads, sockets, clock and randomness; what the pure core decides, done.
/// Not one decision about peers (those are `session` and `access`). Only the app may use it.
/// Start at [org.adit.gateway.daemon.Assembly].
@Adapter
package org.adit.gateway.daemon;

import org.adit.base.Adapter;
