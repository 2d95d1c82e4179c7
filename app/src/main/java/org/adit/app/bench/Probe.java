package org.adit.app.bench;

import java.util.List;
import org.adit.lab.bench.ChainWorld;

/// Measures a tunnel that carries packets.
interface Probe {
    /// Whether TCP is in it, whose congestion control then matters.
    boolean usesTcp();

    /// One run of about `seconds`. The same measures in the same order each time.
    List<Reading> measure(ChainWorld world, int seconds);
}
