package org.adit.dataplane.cipher;

import java.util.Map;

/// Which engine serves each suite just now. Two are the same only if they are one: asked before each packet, that has
/// to be cheap.
final class Standing {
    private final Engine first;
    private final Map<Protection, Engine> engines;
    private final EngineReport report;
    private final boolean last;

    /// `first` serves where `engines` has none; `last` if nothing will be chosen after this.
    Standing(Engine first, Map<Protection, Engine> engines, EngineReport report, boolean last) {
        this.first = first;
        this.engines = Map.copyOf(engines);
        this.report = report;
        this.last = last;
    }

    Engine engine(Protection protection) {
        return engines.getOrDefault(protection, first);
    }

    EngineReport report() {
        return report;
    }

    boolean last() {
        return last;
    }
}
