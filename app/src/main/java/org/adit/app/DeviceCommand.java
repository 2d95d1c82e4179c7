package org.adit.app;

import java.util.concurrent.Callable;
import org.adit.gateway.api.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `adit device …`: what people connect with. `adit profile` adds one.
@Command(
        name = "device",
        description = "Lists and revokes devices. `adit profile` adds one.",
        mixinStandardHelpOptions = true,
        subcommands = {DeviceCommand.ListAll.class, DeviceCommand.Revoke.class})
final class DeviceCommand extends Group {
    @Command(name = "list", description = "Lists devices.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Override
        public Ending call() {
            return options.ask(client -> client.get("devices"), (answer, out) -> {
                Table table = new Table("DEVICE", "USER", "NAME", "STATE", "CERTIFICATE ENDS");
                for (JsonNode device : answer.path("devices")) {
                    table.row(
                            device.path("id").asString(),
                            device.path("user").asString(),
                            device.path("name").asString(),
                            device.has("revoked") ? "revoked" : "good",
                            Times.brief(device.path("notAfter")));
                }
                table.printTo(out, "There are no devices yet: adit profile USER --for adit");
            });
        }
    }

    @Command(
            name = "revoke",
            description = "Takes a device's certificate back and ends its session.",
            mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Ending> {
        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(paramLabel = "DEVICE", description = "Its id, or USER/NAME.")
        private String device = "";

        @Override
        public Ending call() {
            return options.ask(
                    client -> client.post(ApiClient.body(), "devices", device, "revoke"),
                    (answer, out) -> out.printf(
                            "Revoked %s/%s; %d sessions ended.%n",
                            answer.path("user").asString(),
                            answer.path("name").asString(),
                            answer.path("endedSessions").asInt()));
        }
    }
}
