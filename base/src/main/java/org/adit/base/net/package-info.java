/// Addresses of both families as values: address, prefix, range, endpoint.
/// Not sockets and not name resolution. Anyone may use it. Start at [org.adit.base.net.IpAddress].
@Pure
package org.adit.base.net;

import org.adit.base.Pure;
