package org.adit.app.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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
        JsonMapper json = JsonMapper.builder().build();
        ArrayNode all = json.createArrayNode();
        for (Measured row : rows) {
            ObjectNode one = all.addObject()
                    .put("subject", row.subject())
                    .put("measure", row.measure())
                    .put("unit", row.unit());
            ArrayNode values = one.putArray("values");
            row.values().forEach(values::add);
        }
        try {
            out.write(json.writeValueAsString(all).getBytes(StandardCharsets.UTF_8));
            out.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
