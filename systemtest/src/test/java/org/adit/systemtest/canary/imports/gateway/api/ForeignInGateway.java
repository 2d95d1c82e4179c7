package org.adit.systemtest.canary.imports.gateway.api;

import java.lang.foreign.MemorySegment;

final class ForeignInGateway {
    final MemorySegment nowhere = MemorySegment.NULL;
}
