/// The host port for Linux: a routing table of the tunnel's own with rules that lead into it, addresses on the TUN
/// device, name servers by systemd-resolved or resolv.conf; and the notes by which a later process undoes all that.
/// Not the TUN device and netlink themselves (`dataplane.linux`). For the client's daemon.
/// ip-rule(8), resolv.conf(5), resolvectl(1). Start at [org.adit.client.host.linux.LinuxHost].
@Adapter
package org.adit.client.host.linux;

import org.adit.base.Adapter;
