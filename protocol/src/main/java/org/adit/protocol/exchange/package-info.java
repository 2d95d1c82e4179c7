/// The exchanges of IKEv2 one by one: what each message must hold, as typed requests and responses; how their
/// payloads
/// are built; the keys that follow; which side of a rekey collision yields. Functions and values only.
/// Not when to exchange what (that is `ike`). RFC 7296 §1.2 to 1.4, 2.8, 2.14, 2.17, 2.18.
/// Start at [org.adit.protocol.exchange.Request].
@Pure
package org.adit.protocol.exchange;

import org.adit.base.Pure;
