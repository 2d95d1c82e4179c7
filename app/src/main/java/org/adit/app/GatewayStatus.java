package org.adit.app;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/// What a gateway tells of itself, for people.
final class GatewayStatus {
    private GatewayStatus() {}

    static void print(JsonNode status, PrintWriter out) {
        out.printf("gateway %s: running since %s%n", status.path("name").asString(), Times.brief(status.path("since")));
        StatusCommand.line(out, "IKE SAs", status.path("ikeSas").asString());
        out.println();
        Table features = new Table("FEATURE", "SETTING", "NOW", "WHY NOT");
        for (JsonNode one : status.path("features")) {
            features.row(
                    one.path("name").asString(),
                    one.path("setting").asString(),
                    one.path("used").asBoolean() ? "on" : "off",
                    one.path("why").asString());
        }
        features.printTo(out, "Nothing is known of the features of this machine.");
        out.println();
        JsonNode ciphers = status.path("ciphers");
        out.println("Cipher engines, by setting " + ciphers.path("setting").asString() + ":");
        Table suites = new Table("SUITE", "ENGINE", "ns at 64", "576", "1,438 octets");
        for (JsonNode suite : ciphers.path("suites")) {
            JsonNode nanos = suite.path("nanos");
            suites.row(
                    suite.path("suite").asString(),
                    suite.path("engine").asString() + " "
                            + suite.path("version").asString(),
                    nanos.path("64").asString("-"),
                    nanos.path("576").asString("-"),
                    nanos.path("1438").asString("-"));
        }
        suites.printTo(out, "None.");
        for (JsonNode note : ciphers.path("notes")) {
            out.println("  " + note.asString());
        }
    }
}
