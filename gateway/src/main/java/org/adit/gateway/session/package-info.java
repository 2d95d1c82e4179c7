/// The gateway's decisions: who is let in, which sessions live, what became of every attempt. Handed inputs and the
/// time, returns what it wants done.
/// Not IKE (that is `protocol.ike`), not the records of people and devices (that is `store`).
/// For `daemon` and simulations.
/// Start at [org.adit.gateway.session.GatewayCore].
@Pure
package org.adit.gateway.session;

import org.adit.base.Pure;
