package org.adit.app.bench.load;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What was measured: `subject` is who, `measure` what, `values` one for each run.
public record Measured(String subject, String measure, String unit, List<Double> values) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Measured {
        values = List.copyOf(values);
    }

    public static Measured once(String subject, String measure, String unit, double value) {
        return new Measured(subject, measure, unit, List.of(value));
    }

    /// Something that was counted.
    public static Measured count(String subject, String measure, String unit, long value) {
        return once(subject, measure, unit, (double) value);
    }

    /// And one run more.
    Measured with(double value) {
        return new Measured(
                subject,
                measure,
                unit,
                Stream.concat(values.stream(), Stream.of(value)).toList());
    }

    /// For the program that started this one.
    public static ArrayNode json(List<Measured> rows) {
        ArrayNode all = JSON.createArrayNode();
        for (Measured row : rows) {
            ArrayNode values = all.addObject()
                    .put("subject", row.subject())
                    .put("measure", row.measure())
                    .put("unit", row.unit())
                    .putArray("values");
            row.values().forEach(values::add);
        }
        return all;
    }
}
