/// strongSwan 5.9.8 as a real peer: charon with ESP of its own (kernel-libipsec), driven by swanctl, in a namespace.
/// Not a part of Adit and no code of it: programs of Debian's packages, run as they are. System tests and benchmarks
/// use it. Start at [org.adit.lab.strongswan.StrongSwan].
@Adapter
package org.adit.lab.strongswan;

import org.adit.base.Adapter;
