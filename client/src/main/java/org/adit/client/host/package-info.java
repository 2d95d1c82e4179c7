/// What the client changes on its host: addresses, routes and name servers, as one plan that is applied and undone.
/// Not who decides on the plan (`client.connection`) and not how a system does it (`host.linux`). For the client's
/// core, daemon and the adapters. RFC 7296 §2.19 (inside addresses), 8598 (split DNS).
/// Start at [org.adit.client.host.Host].
@Pure
package org.adit.client.host;

import org.adit.base.Pure;
