package org.adit.dataplane.userspace;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.adit.protocol.esp.DropReason;

/// Everything that a data plane has counted since its start, in all SAs and outside any: at the device, at all its
/// sockets, and what it dropped.
public record DataPlaneCounters(Passage device, Passage sockets, Map<DropReason, Long> drops) {
    public DataPlaneCounters {
        drops = Collections.unmodifiableMap(new EnumMap<>(drops)); // in the order of the reasons
    }
}
