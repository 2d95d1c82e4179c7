/// UDP sockets of one family each, in batches, with the local address and TOS octet of every datagram both ways.
/// Not ESP or IKE: who sends what is decided in `dataplane.userspace`. For the daemons and the lab.
/// RFC 768, 3542 (IPv6 control messages), 6040 (why the TOS octet matters); ip(7), recvmmsg(2).
/// Start at [org.adit.dataplane.linux.udp.UdpSocket].
@Adapter
package org.adit.dataplane.linux.udp;

import org.adit.base.Adapter;
