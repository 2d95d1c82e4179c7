/// A TUN device: whole IP packets from and to the kernel, without blocking.
/// Not its addresses and routes (`linux.netlink`), and not what the packets mean (`dataplane.userspace`).
/// For the daemons and the lab. No RFC: the kernel's networking/tuntap document.
/// Start at [org.adit.dataplane.linux.tun.Tun].
@Adapter
package org.adit.dataplane.linux.tun;

import org.adit.base.Adapter;
