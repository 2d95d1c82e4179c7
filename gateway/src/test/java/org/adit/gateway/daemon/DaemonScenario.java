package org.adit.gateway.daemon;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.api.ApiClient;
import tools.jackson.databind.node.ObjectNode;

/// Runs in a network namespace of its own; tells what it saw as lines `key=value`.
final class DaemonScenario {
    private DaemonScenario() {}

    public static void main(String[] arguments) throws Exception {
        Path settings = Path.of(arguments[1]).resolve("gateway.toml");
        switch (arguments[0]) {
            case "life" -> life(settings);
            case "crash" -> crash(settings);
            default -> start(settings);
        }
        System.exit(0);
    }

    private static void life(Path settings) throws Exception {
        tell(
                "init",
                GatewayDaemon.init(settings).map(why -> why.code().toString()).orElse("made"));
        tell(
                "initAgain",
                GatewayDaemon.init(settings).map(why -> why.code().toString()).orElse("made"));
        GatewayDaemon daemon = must(GatewayDaemon.start(settings));
        tell("device", run("ip", "-o", "address", "show", "adit0"));
        tell("sockets", run("ss", "-lunH"));
        tell(
                "forwarding",
                Files.readString(Path.of("/proc/sys/net/ipv4/ip_forward")).strip());
        tell("second", code(GatewayDaemon.start(settings)));
        ApiClient client = daemon.client();
        tell("status", must(client.get("status")).get("name").stringValue());
        tell("features", must(client.get("status")).get("features"));
        tell("ciphers", must(client.get("status")).get("ciphers").get("setting"));
        tell(
                "traffic",
                must(client.get("status")).get("network") + " "
                        + must(client.get("status")).get("drops"));
        ObjectNode alice = ApiClient.body().put("name", "alice");
        alice.putArray("groups").add("employees");
        must(client.post(alice, "users"));
        ObjectNode laptop =
                must(client.post(ApiClient.body().put("user", "alice").put("name", "laptop"), "devices"));
        tell("identity", laptop.get("profile").get("identity").stringValue());
        tell("key", laptop.get("profile").get("key").stringValue().startsWith("-----BEGIN PRIVATE KEY-----"));
        tell("pools", must(client.get("pools")));
        reloads(settings, client);
        daemon.close();
        tell("after", run("ip", "-o", "address", "show", "adit0"));
        tell("socketsAfter", run("ss", "-lunH"));
        tell(
                "forwardingAfter",
                Files.readString(Path.of("/proc/sys/net/ipv4/ip_forward")).strip());
        tell("apiAfter", code(client.get("status")));
        GatewayDaemon again = must(GatewayDaemon.start(settings));
        tell("usersKept", must(again.client().get("users")).get("users").size());
        again.close();
    }

    private static void reloads(Path settings, ApiClient client) throws Exception {
        tell(
                "unchanged",
                must(client.post(ApiClient.body(), "reload")).get("reloaded").stringValue());
        String text = Files.readString(settings);
        Files.writeString(settings, text.replace("groups = [\"employees\"]", "groups = [\"staff\"]"));
        tell(
                "changed",
                must(client.post(ApiClient.body(), "reload")).get("reloaded").stringValue());
        Files.writeString(settings, "nonsense = 1\n");
        tell("invalid", code(client.post(ApiClient.body(), "reload")));
        Files.writeString(settings, text);
        tell("stillThere", must(client.get("status")).get("name").stringValue());
    }

    private static void crash(Path settings) throws Exception {
        GatewayDaemon.init(settings);
        must(GatewayDaemon.start(settings));
        tell("up", run("ip", "-o", "link", "show", "adit0").contains("mtu 1438"));
        Runtime.getRuntime().halt(9);
    }

    private static void start(Path settings) {
        Result<GatewayDaemon, Failure> result = GatewayDaemon.start(settings);
        tell("start", code(result));
        if (result instanceof Result.Ok<GatewayDaemon, Failure>(GatewayDaemon daemon)) {
            daemon.close();
        }
    }

    private static <T> String code(Result<T, Failure> result) {
        return switch (result) {
            case Result.Ok<T, Failure> _ -> "ok";
            case Result.Failed<T, Failure>(Failure failure) -> failure.code().toString();
        };
    }

    private static <T> T must(Result<T, Failure> result) {
        return switch (result) {
            case Result.Ok<T, Failure>(T value) -> value;
            case Result.Failed<T, Failure>(Failure failure) ->
                throw new AssertionError(failure.code() + " " + failure + ": " + failure.explain());
        };
    }

    private static String run(String... command) throws Exception {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said.replace('\n', '|');
    }

    private static void tell(String key, Object value) {
        System.out.println(key + "=" + value);
        System.out.flush();
    }
}
