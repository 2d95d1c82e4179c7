/// The kernel's settings below `/proc/sys` that a gateway needs, set and given back.
/// Not a general editor of settings. For the gateway's daemon and the lab. No RFC: the kernel's ip-sysctl document.
/// Start at [org.adit.dataplane.linux.sysctl.Forwarding].
@Adapter
package org.adit.dataplane.linux.sysctl;

import org.adit.base.Adapter;
