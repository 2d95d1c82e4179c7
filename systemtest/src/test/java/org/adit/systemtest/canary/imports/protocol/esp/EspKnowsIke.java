package org.adit.systemtest.canary.imports.protocol.esp;

import org.adit.systemtest.canary.imports.protocol.ike.IkeThing;

final class EspKnowsIke {
    final IkeThing other = new IkeThing();
}
