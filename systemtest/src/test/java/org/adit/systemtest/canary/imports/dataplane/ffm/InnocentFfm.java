package org.adit.systemtest.canary.imports.dataplane.ffm;

import java.lang.foreign.MemorySegment;

final class InnocentFfm {
    final MemorySegment nowhere = MemorySegment.NULL;
}
