/// Links, addresses, routes and rules of the kernel, over rtnetlink.
/// Not a shell around `ip`, and no decisions: who needs which route is decided elsewhere. For the daemons and the lab.
/// RFC 3549 (netlink), and the kernel's rtnetlink(7) for what is newer.
/// Start at [org.adit.dataplane.linux.netlink.LinuxNetwork].
@Adapter
package org.adit.dataplane.linux.netlink;

import org.adit.base.Adapter;
