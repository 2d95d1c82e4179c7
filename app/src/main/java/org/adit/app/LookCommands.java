package org.adit.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Commands that only look at a gateway.
final class LookCommands {
    private LookCommands() {}

    @Command(
            name = "pool",
            description = "Shows the address pools and how full they are.",
            mixinStandardHelpOptions = true)
    static final class Pools implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Override
        public Ending call() {
            return options.ask(client -> client.get("pools"), (answer, out) -> {
                Table table = new Table("POOL", "NETWORK", "GATEWAY", "IN USE");
                for (JsonNode pool : answer.path("pools")) {
                    table.row(
                            pool.path("name").asString(),
                            pool.path("prefix").asString(),
                            pool.path("gateway").asString(),
                            pool.path("inUse").asString());
                }
                table.printTo(out, "There are no pools.");
            });
        }
    }

    @Command(name = "ca", description = "Shows the certificate authority.", mixinStandardHelpOptions = true)
    static final class Ca implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Override
        public Ending call() {
            return options.ask(client -> client.get("ca"), (answer, out) -> {
                for (JsonNode one : answer.path("authorities")) {
                    out.println(one.path("subject").asString());
                    out.println("  serial       " + one.path("serial").asString());
                    out.println("  fingerprint  " + one.path("fingerprint").asString());
                    out.println("  valid        " + Times.brief(one.path("notBefore")) + " to "
                            + Times.brief(one.path("notAfter")));
                }
            });
        }
    }

    @Command(
            name = "attempts",
            description = "Lists the latest attempts to connect, the newest first.",
            mixinStandardHelpOptions = true)
    static final class Attempts implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Override
        public Ending call() {
            return options.ask(client -> client.get("attempts"), (answer, out) -> {
                Table table = new Table("N", "WHEN", "FROM", "WHO", "RESULT");
                for (JsonNode attempt : answer.path("attempts")) {
                    JsonNode failure = attempt.path("failure");
                    table.row(
                            attempt.path("number").asString(),
                            Times.brief(attempt.path("started")),
                            attempt.path("path").asString(),
                            attempt.path("claimed").asString("nobody yet"),
                            attempt.path("ok").asBoolean()
                                    ? "connected"
                                    : failure.path("code").asString("failed"));
                }
                table.printTo(out, "Nobody has tried to connect yet.");
                out.println("adit explain N tells the whole story of one.");
            });
        }
    }

    @Command(
            name = "explain",
            description = "Tells what happened in an attempt, why, and what to do.",
            mixinStandardHelpOptions = true)
    static final class Explain implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(paramLabel = "N", description = "As `adit attempts` numbers them.")
        private long number;

        @Override
        public Ending call() {
            return options.ask(client -> client.get("attempts", Long.toString(number)), (attempt, out) -> {
                out.printf(
                        "Attempt %d, %s, %s, %s%n",
                        number,
                        Times.brief(attempt.path("started")),
                        attempt.path("path").asString(),
                        attempt.path("claimed").asString("nobody identified"));
                for (JsonNode moment : attempt.path("timeline")) {
                    out.printf(
                            "  %8.3f s  %s%n",
                            moment.path("millis").asLong() / 1000.0,
                            moment.path("what").asString());
                }
                JsonNode failure = attempt.path("failure");
                if (attempt.path("ok").asBoolean()) {
                    out.println("It connected.");
                } else {
                    out.println("It failed: " + failure.path("code").asString());
                    out.println("  what: " + failure.path("what").asString());
                    out.println("  why:  " + failure.path("why").asString());
                    out.println("  do:   " + failure.path("remedy").asString());
                }
            });
        }
    }

    @Command(name = "audit", description = "Lists what administrators did.", mixinStandardHelpOptions = true)
    static final class Audit implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Override
        public Ending call() {
            return options.ask(client -> client.get("audit"), (answer, out) -> {
                Table table = new Table("WHEN", "WHO", "DID", "TO", "DETAIL");
                for (JsonNode line : answer.path("audit")) {
                    table.row(
                            Times.brief(line.path("at")),
                            line.path("actor").asString(),
                            line.path("action").asString(),
                            line.path("subject").asString(),
                            line.path("detail").asString());
                }
                table.printTo(out, "Nothing was done yet.");
            });
        }
    }
}
