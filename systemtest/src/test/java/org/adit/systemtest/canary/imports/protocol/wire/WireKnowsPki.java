package org.adit.systemtest.canary.imports.protocol.wire;

import org.adit.systemtest.canary.imports.protocol.pki.PkiThing;

final class WireKnowsPki {
    final PkiThing other = new PkiThing();
}
