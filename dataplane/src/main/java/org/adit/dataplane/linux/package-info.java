/// What the Linux kernel gives the data plane: why it refuses, and how a worker waits for it.
/// Not the fast path itself, which is `dataplane.userspace`. Devices, sockets, routes and masquerading are in the
/// sub-packages; for the daemons and the lab. No RFC: epoll(7), capabilities(7).
/// Start at [org.adit.dataplane.linux.OsFailure], then `linux.tun.Tun` and `linux.udp.UdpSocket`.
@Adapter
package org.adit.dataplane.linux;

import org.adit.base.Adapter;
