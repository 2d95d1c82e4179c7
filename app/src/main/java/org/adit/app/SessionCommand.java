package org.adit.app;

import java.util.concurrent.Callable;
import org.adit.gateway.api.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `adit session …`: who is connected.
@Command(
        name = "session",
        description = "Lists, rekeys and ends sessions.",
        mixinStandardHelpOptions = true,
        subcommands = {SessionCommand.ListAll.class, SessionCommand.End.class, SessionCommand.Rekey.class})
final class SessionCommand extends Group {
    @Command(name = "list", description = "Lists sessions.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Override
        public Ending call() {
            return options.ask(client -> client.get("sessions"), (answer, out) -> {
                Table table = new Table("N", "USER", "DEVICE", "ROLE", "ADDRESSES", "FROM", "SINCE", "IN", "OUT");
                for (JsonNode session : answer.path("sessions")) {
                    table.row(
                            session.path("number").asString(),
                            session.path("user").asString(),
                            session.path("device").asString(),
                            session.path("role").asString(),
                            UserCommand.words(session.path("addresses")),
                            session.path("peer").asString(),
                            Times.brief(session.path("since")),
                            Times.octets(session.path("inboundOctets").asLong()),
                            Times.octets(session.path("outboundOctets").asLong()));
                }
                table.printTo(out, "Nobody is connected.");
            });
        }
    }

    @Command(name = "end", description = "Ends a session.", mixinStandardHelpOptions = true)
    static final class End implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(paramLabel = "N", description = "As `adit session list` numbers them.")
        private long number;

        @Override
        public Ending call() {
            return options.ask(
                    client -> client.post(ApiClient.body(), "sessions", Long.toString(number), "disconnect"),
                    (_, out) -> out.println("Ended session " + number + "."));
        }
    }

    @Command(
            name = "rekey",
            description = "Gives a session new keys: its IKE SA, or with --children its Child SAs.",
            mixinStandardHelpOptions = true)
    static final class Rekey implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(paramLabel = "N", description = "As `adit session list` numbers them.")
        private long number;

        @Option(names = "--children", description = "The Child SAs instead of the IKE SA.")
        private boolean children;

        @Override
        public Ending call() {
            return options.ask(
                    client -> client.post(
                            ApiClient.body().put("children", children), "sessions", Long.toString(number), "rekey"),
                    (_, out) -> out.println("Asked session " + number + " for new keys."));
        }
    }
}
