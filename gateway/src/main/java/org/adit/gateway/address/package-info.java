/// Inside addresses: pools too large to list, sticky leases, what may never be given away.
/// Not who may have one (that is `access`) and not where leases are kept (that is `store`). For the gateway only.
/// RFC 7296 §3.15.1. Start at [org.adit.gateway.address.LeaseBook].
@Pure
package org.adit.gateway.address;

import org.adit.base.Pure;
