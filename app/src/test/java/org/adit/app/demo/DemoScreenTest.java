package org.adit.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DemoScreenTest {
    private static final DemoStep STEP = DemoStep.all().get(3);
    private static final List<Sighting> SEEN = List.of(new Sighting("internet", "2 packets,\n and no more"));
    private static final LastWords WORDS = new LastWords(List.of("the gateway's"), List.of("the client's"));

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void namesOfStepsAreUnique() {
        assertThat(DemoStep.all()).extracting(DemoStep::name).doesNotHaveDuplicates();
    }

    @Test
    void aFileGetsALineForEachSightingAndNoControlCodes() {
        show(DemoScreen.forPeople(out, false));
        assertThat(text.toString())
                .doesNotContain("\033", "\r")
                .contains("✓ sign-in", "internet  2 packets,; and no more");
    }

    @Test
    void aTerminalSeesColoursAndTheRunningStep() {
        show(DemoScreen.forPeople(out, true));
        assertThat(text.toString()).contains("\033[2m…", "\033[32m✓");
    }

    @Test
    void linesFitATerminalOf80Columns() {
        DemoScreen screen = DemoScreen.forPeople(out, false);
        DemoStep.all().forEach(step -> {
            screen.begins(step, 1);
            screen.proved(step, List.of());
        });
        assertThat(text.toString().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aFailedStepShowsWhatWasSeenAndTheLastWordsOfBothSides() {
        DemoScreen screen = DemoScreen.forPeople(out, false);
        screen.begins(STEP, 4);
        screen.failed(STEP, SEEN, new DemoFailure.StepFailed("sign-in", "nothing"), WORDS);
        assertThat(text.toString()).contains("✗ sign-in", "2 packets", "the gateway's", "the client's");
    }

    @Test
    void jsonHasAnObjectForEachStep() {
        show(DemoScreen.json(out));
        JsonNode line = JsonMapper.shared().readTree(text.toString());
        assertThat(line.path("step").asString()).isEqualTo("sign-in");
        assertThat(line.path("ok").asBoolean()).isTrue();
        assertThat(line.path("evidence").path(0).path("where").asString()).isEqualTo("internet");
    }

    @Test
    void jsonOfAFailedStepCarriesTheCodeAndTheWords() {
        DemoScreen screen = DemoScreen.json(out);
        screen.begins(STEP, 4);
        screen.failed(STEP, SEEN, new DemoFailure.Interrupted("sign-in"), WORDS);
        JsonNode line = JsonMapper.shared().readTree(text.toString());
        assertThat(line.path("ok").asBoolean()).isFalse();
        assertThat(line.path("failure").path("code").asString()).isEqualTo("APP-017");
        assertThat(line.path("client").path(0).asString()).isEqualTo("the client's");
    }

    private static void show(DemoScreen screen) {
        screen.opens();
        screen.begins(STEP, 4);
        screen.proved(STEP, SEEN);
    }
}
