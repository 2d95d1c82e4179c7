package org.adit.app;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Times and amounts for people, in this machine's zone.
final class Times {
    private static final DateTimeFormatter BRIEF =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Times() {}

    /// `node` holds an ISO instant.
    static String brief(JsonNode node) {
        return BRIEF.format(Instant.parse(node.asString()));
    }

    static String octets(long octets) {
        if (octets < 1000) {
            return octets + " B";
        }
        double amount = octets;
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        while (amount >= 1000 && unit < units.length - 1) {
            amount /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, units[unit]);
    }
}
