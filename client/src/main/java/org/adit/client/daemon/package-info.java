/// The running client: threads, queues and the order in which everything is made and undone; an entry for each command.
/// Not a decision: those are in `client.connection` and in the engine. For `app` only. RFC 7296 §2.23 and 3948: one
/// socket a family, on a port of the system's choice, towards the gateway's port 4500.
/// Start at [org.adit.client.daemon.ConnectRun], then [org.adit.client.daemon.Assembly].
@Adapter
package org.adit.client.daemon;

import org.adit.base.Adapter;
