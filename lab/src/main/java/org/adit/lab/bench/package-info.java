/// Worlds to measure in, and the ways through them that are compared: Adit, other VPNs of the user's space, none.
/// Measures nothing itself: `adit bench` does. Knows no code of Adit, only its command line.
/// Start at [org.adit.lab.bench.Subject].
@Adapter
package org.adit.lab.bench;

import org.adit.base.Adapter;
