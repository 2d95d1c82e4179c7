/// Our own gateway and client as peers in a world: processes of their own, driven by the command line as people do, and
/// by the gateway's socket where a test only looks. Knows nothing of their code.
/// Start at [org.adit.lab.adit.AditProgram].
@Adapter
package org.adit.lab.adit;

import org.adit.base.Adapter;
