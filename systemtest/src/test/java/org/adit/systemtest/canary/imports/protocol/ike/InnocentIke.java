package org.adit.systemtest.canary.imports.protocol.ike;

import org.adit.systemtest.canary.imports.protocol.pki.PkiThing;

final class InnocentIke {
    final PkiThing other = new PkiThing();
}
