package org.adit.protocol.negotiate;

import java.util.List;
import org.adit.protocol.ipsec.TrafficSelector;

/// RFC 7296 §2.9: the responder takes a subset of what was proposed.
public final class SelectorNarrowing {
    private SelectorNarrowing() {}

    /// All of `offered` that `allowed` admits, in the order of `offered`, without what another result holds already;
    /// empty means TS_UNACCEPTABLE. At most 64 selectors.
    public static List<TrafficSelector> narrow(List<TrafficSelector> offered, List<TrafficSelector> allowed) {
        throw new UnsupportedOperationException("seam " + offered + allowed);
    }

    /// Whether every selector of `inner` lies within one of `outer`.
    public static boolean within(List<TrafficSelector> inner, List<TrafficSelector> outer) {
        throw new UnsupportedOperationException("seam " + inner + outer);
    }
}
