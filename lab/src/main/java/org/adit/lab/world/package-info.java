/// Worlds: network namespaces joined by virtual cables, the networks of a home, an internet and a company, and their
/// services. Not a simulation: every packet passes the kernel of this machine, so it needs root (or a user namespace).
/// The demo, the benchmarks and the system tests use it. Nothing of it can be seen outside its namespaces.
/// Start at [org.adit.lab.world.World], then [org.adit.lab.world.RemoteAccessWorld].
@Adapter
package org.adit.lab.world;

import org.adit.base.Adapter;
