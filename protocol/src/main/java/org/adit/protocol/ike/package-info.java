/// The engine: one [org.adit.protocol.ike.IkeSa] per IKE SA, one [org.adit.protocol.ike.IkeEndpoint] that owns them.
/// Both are handed inputs and the time, and return what they want done; they never block and keep no clock.
/// Not policy about people (that is the programs above) and not packets. RFC 7296. Start at
/// [org.adit.protocol.ike.Input].
@Pure
package org.adit.protocol.ike;

import org.adit.base.Pure;
