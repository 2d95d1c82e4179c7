/// What the build has a gateway and a client do, so that the JVM can keep what it learnt of it: the ahead-of-time
/// caches
/// (docs/adr/0016). Measures nothing and proves nothing.
/// Start at [org.adit.app.rehearsal.Rehearsal].
@Adapter
package org.adit.app.rehearsal;

import org.adit.base.Adapter;
