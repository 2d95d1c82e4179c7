/// Moves packets between a TUN device and UDP sockets, through ESP, in our own process: the default data plane.
/// Not native code and not the ESP format: devices and sockets are ports that `dataplane.linux` implements, the
/// format is `protocol.esp`. For the daemons and the lab. RFC 3948, 4301 §5, 4303.
/// Start at [org.adit.dataplane.userspace.EspWorker], then [org.adit.dataplane.userspace.UserspaceDataPlane].
@Adapter
package org.adit.dataplane.userspace;

import org.adit.base.Adapter;
