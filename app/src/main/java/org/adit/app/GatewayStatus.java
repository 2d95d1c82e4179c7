package org.adit.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a gateway tells of itself, for people.
final class GatewayStatus {
    private GatewayStatus() {}

    static void print(JsonNode status, PrintWriter out) {
        out.printf("gateway %s: running since %s%n", status.path("name").asString(), Times.brief(status.path("since")));
        StatusCommand.line(out, "IKE SAs", status.path("ikeSas").asString());
        StatusCommand.line(out, "workers", status.path("workers").asString());
        passed(out, "tunnel", status.path("tunnel"));
        passed(out, "network", status.path("network"));
        StatusCommand.line(out, "dropped", drops(status.path("drops")));
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

    /// What came from the kernel and went to it, and how many packets at once on average.
    private static void passed(PrintWriter out, String edge, JsonNode passed) {
        long refused = passed.path("refused").asLong(0);
        StatusCommand.line(
                out,
                edge,
                way(passed.path("in")) + " in, " + way(passed.path("out")) + " out"
                        + (refused == 0 ? "" : ", " + refused + " refused by the kernel"));
    }

    private static String way(JsonNode way) {
        long packets = way.path("packets").asLong(0);
        long units = way.path("units").asLong(0);
        String together = units == 0 ? "" : String.format(Locale.ROOT, ", %.1f at once", (double) packets / units);
        return String.format(
                Locale.ROOT,
                "%s (%,d packets%s)",
                Times.octets(way.path("octets").asLong(0)),
                packets,
                together);
    }

    private static String drops(JsonNode drops) {
        return drops.propertyStream()
                .filter(one -> one.getValue().asLong(0) > 0)
                .map(one -> one.getKey() + " " + one.getValue().asLong(0))
                .collect(Collectors.joining(", "));
    }
}
