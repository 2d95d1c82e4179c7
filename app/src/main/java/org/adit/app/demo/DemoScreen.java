package org.adit.app.demo;

import java.io.PrintWriter;
import java.util.List;

/// Where the demo is watched. One thread shows it.
public sealed interface DemoScreen permits LinesForPeople, JsonLines {
    /// For people. On a terminal, with colours and a clock for the step that runs.
    static DemoScreen forPeople(PrintWriter out, boolean terminal) {
        return new LinesForPeople(out, terminal);
    }

    /// For machines: one object a line and step.
    static DemoScreen json(PrintWriter out) {
        return new JsonLines(out);
    }

    void opens();

    void begins(DemoStep step, int number);

    void proved(DemoStep step, List<Sighting> evidence);

    /// Everything stays as it is until somebody ends it; `lookAround` says how to look at it.
    void keeps(List<String> lookAround);

    /// Cleaning up begins.
    void interrupted(DemoStep step);

    /// Cleaning up is done.
    void failed(DemoStep step, List<Sighting> evidence, DemoFailure failure, LastWords words);

    void closes(int steps);
}
