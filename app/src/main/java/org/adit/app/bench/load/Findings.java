package org.adit.app.bench.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// What was measured of one subject, as it goes to standard output.
final class Findings {
    static final String HANDSHAKE = "processor time of the gateway for a handshake";
    static final String EMPTY = "resident, empty";
    static final String OVER_EMPTY = "resident for a client, over empty";

    private final String subject;
    private final List<Measured> rows = new ArrayList<>();

    Findings(String subject) {
        this.subject = subject;
    }

    void once(String measure, String unit, double value) {
        each(measure, unit, List.of(value));
    }

    void each(String measure, String unit, List<Double> values) {
        rows.add(new Measured(subject, measure, unit, values));
    }

    void print(PrintStream out) {
        out.println(Measured.json(rows));
    }
}
