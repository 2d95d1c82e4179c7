package org.adit.app.demo;

import java.io.PrintWriter;
import java.util.List;
import org.adit.base.diagnosis.Explanation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One JSON object a line: `step`, `ok`, `millis`, `evidence` (each `where` and `saw`). A step that failed has
/// `failure`
/// and the last lines of `gateway` and `client`. A demo that keeps running adds a line with `keeps`.
final class JsonLines implements DemoScreen {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintWriter out;
    private long begunNanos;

    JsonLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void opens() {
        // a step says everything
    }

    @Override
    public void begins(DemoStep step, int number) {
        begunNanos = System.nanoTime();
    }

    @Override
    public void proved(DemoStep step, List<Sighting> evidence) {
        print(line(step, true, evidence));
    }

    @Override
    public void keeps(List<String> lookAround) {
        ObjectNode line = JSON.createObjectNode();
        add(line.putArray("keeps"), lookAround);
        print(line);
    }

    @Override
    public void interrupted(DemoStep step) {
        // its line follows when everything is cleaned up
    }

    @Override
    public void failed(DemoStep step, List<Sighting> evidence, DemoFailure failure, LastWords words) {
        ObjectNode line = line(step, false, evidence);
        Explanation texts = failure.explain();
        line.putObject("failure")
                .put("code", failure.code().toString())
                .put("what", texts.what())
                .put("why", texts.why())
                .put("remedy", texts.remedy());
        add(line.putArray("gateway"), words.gateway());
        add(line.putArray("client"), words.client());
        print(line);
    }

    @Override
    public void closes(int steps) {
        // the exit status says it
    }

    private ObjectNode line(DemoStep step, boolean ok, List<Sighting> evidence) {
        ObjectNode line = JSON.createObjectNode();
        line.put("step", step.name());
        line.put("ok", ok);
        line.put("millis", (System.nanoTime() - begunNanos) / 1_000_000);
        ArrayNode seen = line.putArray("evidence");
        evidence.forEach(each -> seen.addObject().put("where", each.where()).put("saw", each.saw()));
        return line;
    }

    private void print(ObjectNode line) {
        out.println(line);
        out.flush();
    }

    private static void add(ArrayNode array, List<String> lines) {
        lines.forEach(array::add);
    }
}
