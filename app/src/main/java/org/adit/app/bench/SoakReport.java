package org.adit.app.bench;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All that a soak found. `faults` are the first few things that went wrong with packets, in words.
public record SoakReport(long seed, Report measured, List<Check> checks, List<String> faults) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Something that must hold, whether it did, and what was found.
    public record Check(String what, boolean passed, String found) {}

    public SoakReport {
        checks = List.copyOf(checks);
        faults = List.copyOf(faults);
    }

    /// From what the program said that did it.
    static SoakReport of(String json, Machine machine) {
        JsonNode said = JSON.readTree(json);
        List<Check> checks = new ArrayList<>();
        for (JsonNode check : said.path("checks")) {
            checks.add(new Check(
                    check.path("check").asString(),
                    check.path("passed").asBoolean(),
                    check.path("found").asString()));
        }
        List<String> faults = new ArrayList<>();
        said.path("faults").forEach(fault -> faults.add(fault.asString()));
        List<Row> rows = ControlPlaneBenchmark.samples(said.path("rows")).rows();
        return new SoakReport(said.path("seed").asLong(), new Report("soak", machine, rows, List.of()), checks, faults);
    }

    public List<Row> rows() {
        return measured.rows();
    }

    /// What did not hold.
    public List<String> failed() {
        return checks.stream()
                .filter(check -> !check.passed())
                .map(check -> check.what() + ": " + check.found())
                .toList();
    }

    /// As [Report#json], with `seed`, `checks` and `faults`.
    public String json() {
        ObjectNode all = measured.object().put("seed", seed);
        ArrayNode checked = all.putArray("checks");
        for (Check check : checks) {
            checked.addObject()
                    .put("check", check.what())
                    .put("passed", check.passed())
                    .put("found", check.found());
        }
        ArrayNode wrong = all.putArray("faults");
        faults.forEach(wrong::add);
        return JSON.writeValueAsString(all);
    }
}
