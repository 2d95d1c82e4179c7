/// The client's decisions: which gateway address to try, when to try again, what the host shall look like, when to
/// stop.
/// Not the IKE engine, which it commands, and no effects: it is told and says what it wants. For `client.daemon` and
/// simulations. RFC 7296 §2.19 (addresses), §2.23 (port 4500).
/// Start at [org.adit.client.connection.ClientCore].
@Pure
package org.adit.client.connection;

import org.adit.base.Pure;
