package org.adit.app.bench.load;

import java.util.List;

/// What was measured: `subject` is who, `measure` what, `values` one for each run.
record Measured(String subject, String measure, String unit, List<Double> values) {
    Measured {
        values = List.copyOf(values);
    }
}
