package org.adit.app.bench;

import java.util.List;
import java.util.function.Consumer;

/// Something that `adit bench NAME` can measure.
public interface Benchmark {
    /// As people type it.
    String name();

    /// One sentence.
    String description();

    /// What it can measure, by the names that `--only` takes.
    List<String> subjects();

    /// The congestion controls, by their Linux names, that its TCP senders can have here; none if it sends no TCP. A
    /// [org.adit.lab.process.LabFault] if that cannot be found out.
    default List<String> congestionControls() {
        return List.of();
    }

    /// How the numbers of such a request are taken, in one sentence for who reads them.
    String how(BenchRequest request);

    /// Measures. What it is doing, and what it leaves out, goes to `progress`, a line at a time. A
    /// [org.adit.lab.process.LabFault] if it cannot; what it built is removed however it ends.
    Report run(BenchRequest request, Consumer<String> progress);
}
