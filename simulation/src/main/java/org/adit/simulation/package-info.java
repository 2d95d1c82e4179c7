/// A world without an operating system: virtual time, a network that loses, delays, reorders and duplicates, NATs that
/// forget, a data plane in memory. Runs the real engines in one thread, the same again for the same seed.
/// Not a model of the protocol: every decision in it is made by the code that ships. For tests.
/// Start at [org.adit.simulation.SimNetwork].
@Pure
package org.adit.simulation;

import org.adit.base.Pure;
