package org.adit.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.adit.gateway.api.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `adit user …`: people.
@Command(
        name = "user",
        description = "Adds, lists and removes people.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UserCommand.Add.class,
            UserCommand.ListAll.class,
            UserCommand.Disable.class,
            UserCommand.Enable.class,
            UserCommand.Remove.class
        })
final class UserCommand extends Group {
    @Command(name = "add", description = "Adds a person.", mixinStandardHelpOptions = true)
    static final class Add implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(paramLabel = "USER", description = "The name to sign in with.")
        private String name = "";

        @Option(
                names = "--group",
                paramLabel = "GROUP",
                description = "A group, which maps to a role; repeatable (default: people).")
        private List<String> groups = new ArrayList<>();

        @Override
        public Ending call() {
            ObjectNode body = ApiClient.body().put("name", name);
            ArrayNode list = body.putArray("groups");
            (groups.isEmpty() ? List.of("people") : groups).forEach(list::add);
            return options.ask(
                    client -> client.post(body, "users"),
                    (user, out) -> out.printf(
                            "Added %s, in %s. Next: adit profile %s --for adit%n",
                            user.path("name").asString(),
                            words(user.path("groups")),
                            user.path("name").asString()));
        }
    }

    @Command(name = "list", description = "Lists people.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Override
        public Ending call() {
            return options.ask(client -> client.get("users"), (answer, out) -> {
                Table table = new Table("USER", "GROUPS", "STATE", "SINCE");
                for (JsonNode user : answer.path("users")) {
                    table.row(
                            user.path("name").asString(),
                            words(user.path("groups")),
                            user.path("enabled").asBoolean() ? "enabled" : "disabled",
                            Times.brief(user.path("created")));
                }
                table.printTo(out, "There are no users yet: adit user add NAME");
            });
        }
    }

    @Command(name = "disable", description = "Ends all sessions and lets nobody in.", mixinStandardHelpOptions = true)
    static final class Disable implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(paramLabel = "USER")
        private String name = "";

        @Override
        public Ending call() {
            return options.ask(
                    client -> client.post(ApiClient.body(), "users", name, "disable"),
                    (user, out) -> out.printf(
                            "Disabled %s; %d sessions ended.%n",
                            name, user.path("endedSessions").asInt()));
        }
    }

    @Command(name = "enable", description = "Lets a disabled person in again.", mixinStandardHelpOptions = true)
    static final class Enable implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(paramLabel = "USER")
        private String name = "";

        @Override
        public Ending call() {
            return options.ask(
                    client -> client.post(ApiClient.body(), "users", name, "enable"),
                    (_, out) -> out.println("Enabled " + name + "."));
        }
    }

    @Command(
            name = "remove",
            description = "Removes a person with all devices; ends all sessions.",
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(paramLabel = "USER")
        private String name = "";

        @Override
        public Ending call() {
            return options.ask(
                    client -> client.delete("users", name),
                    (user, out) -> out.printf(
                            "Removed %s; %d sessions ended.%n",
                            name, user.path("endedSessions").asInt()));
        }
    }

    /// A JSON list of texts with commas.
    static String words(JsonNode list) {
        return String.join(", ", list.valueStream().map(one -> one.asString("")).toList());
    }
}
