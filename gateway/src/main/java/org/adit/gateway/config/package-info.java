/// What the organisation decides, as one reviewed file: its sections as records with their readers, the checks between
/// them, and what a change means for a running gateway. Not what happens (users, devices, leases: the store), and no
/// file is read here. The rest of the gateway may use it. Start at [org.adit.gateway.config.GatewayConfig].
@Pure
package org.adit.gateway.config;

import org.adit.base.Pure;
