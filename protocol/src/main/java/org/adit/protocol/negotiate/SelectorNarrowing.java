package org.adit.protocol.negotiate;

import java.util.ArrayList;
import java.util.List;
import org.adit.protocol.ipsec.TrafficSelector;

/// RFC 7296 §2.9: the responder takes a subset of what was proposed.
public final class SelectorNarrowing {
    /// The most selectors of a result: what arrives is hostile, and what leaves must fit a message.
    public static final int MAX_SELECTORS = 64;

    private SelectorNarrowing() {}

    /// All of `offered` that `allowed` admits, in the order of `offered`, without what another result holds already;
    /// empty means TS_UNACCEPTABLE. At most 64 selectors: the first ones, since the peer put first what it
    /// needs now.
    public static List<TrafficSelector> narrow(List<TrafficSelector> offered, List<TrafficSelector> allowed) {
        List<TrafficSelector> narrowed = new ArrayList<>();
        for (TrafficSelector wanted : offered) {
            for (TrafficSelector admitted : allowed) {
                // The admitted one itself where it can be: an SA keeps its selectors in several places.
                wanted.intersect(admitted)
                        .ifPresent(common -> add(narrowed, common.equals(admitted) ? admitted : common));
            }
        }
        return List.copyOf(narrowed);
    }

    /// Whether every selector of `inner` lies within one of `outer`.
    public static boolean within(List<TrafficSelector> inner, List<TrafficSelector> outer) {
        return inner.stream().allMatch(one -> outer.stream().anyMatch(wide -> wide.contains(one)));
    }

    private static void add(List<TrafficSelector> narrowed, TrafficSelector common) {
        if (narrowed.stream().anyMatch(held -> held.contains(common))) {
            return;
        }
        narrowed.removeIf(common::contains);
        if (narrowed.size() < MAX_SELECTORS) {
            narrowed.add(common);
        }
    }
}
