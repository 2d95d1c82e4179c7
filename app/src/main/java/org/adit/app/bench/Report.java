package org.adit.app.bench;

import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All that a benchmark found.
public record Report(String bench, Machine machine, List<Row> rows, List<Ratio> ratios) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Report {
        rows = List.copyOf(rows);
        ratios = List.copyOf(ratios);
    }

    /// One object on one line: `bench`, `machine`, `rows`, `ratios`. Scripts read it: names do not change.
    public String json() {
        return JSON.writeValueAsString(object());
    }

    ObjectNode object() {
        ObjectNode all = JSON.createObjectNode();
        all.put("bench", bench);
        ObjectNode where = all.putObject("machine");
        where.put("cpu", machine.cpu());
        where.put("cores", machine.cores());
        where.put("kernel", machine.kernel());
        where.put("jdk", machine.jdk());
        ObjectNode versions = where.putObject("versions");
        new TreeMap<>(machine.versions()).forEach(versions::put);
        ArrayNode rowsNode = all.putArray("rows");
        for (Row row : rows) {
            rowsNode.addObject()
                    .put("subject", row.subject())
                    .put("measure", row.measure().name())
                    .put("unit", row.measure().unit())
                    .put("median", row.median())
                    .put("min", row.min())
                    .put("max", row.max())
                    .put("runs", row.runs());
        }
        ArrayNode ratiosNode = all.putArray("ratios");
        for (Ratio ratio : ratios) {
            ratiosNode
                    .addObject()
                    .put("of", ratio.of())
                    .put("to", ratio.to())
                    .put("measure", ratio.measure().name())
                    .put("value", ratio.value());
        }
        return all;
    }
}
