package org.adit.client.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.base.feature.FeatureState;
import org.adit.base.feature.Switch;
import org.adit.client.connection.ClientNews;
import org.adit.client.connection.ConnectionStatus;
import org.adit.client.host.Host;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One connection as `adit status` shows it. All but the first four are empty unless connected. Octets are of inner
/// packets.
public record StatusReport(
        String profile,
        long process,
        String state,
        Instant since,
        String gateway,
        String path,
        String device,
        List<String> addresses,
        List<String> routes,
        List<String> dns,
        String names,
        long octetsIn,
        long octetsOut,
        List<FeatureState> features,
        String failure) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public StatusReport {
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
        dns = List.copyOf(dns);
        features = List.copyOf(features);
    }

    /// Octets that went through the Child SAs there are.
    public record Traffic(long octetsIn, long octetsOut) {}

    static StatusReport of(String profile, ConnectionStatus status, Traffic traffic, List<FeatureState> features) {
        Optional<ClientNews.Tunnel> tunnel = status.tunnel();
        return new StatusReport(
                profile,
                ProcessHandle.current().pid(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.since(),
                tunnel.map(ClientNews.Tunnel::gateway).orElse(""),
                tunnel.map(t -> t.path().toString()).orElse(""),
                tunnel.map(t -> t.host().device()).orElse(""),
                texts(tunnel.map(ClientNews.Tunnel::addresses).orElse(List.of())),
                texts(tunnel.map(ClientNews.Tunnel::routes).orElse(List.of())),
                texts(tunnel.map(ClientNews.Tunnel::dns).orElse(List.of())),
                tunnel.map(t -> names(t.host().names())).orElse(""),
                traffic.octetsIn(),
                traffic.octetsOut(),
                features,
                status.failure().map(StatusReport::text).orElse(""));
    }

    /// One line of JSON.
    public String json() {
        ObjectNode node = JSON.createObjectNode();
        node.put("profile", profile);
        node.put("process", process);
        node.put("state", state);
        node.put("since", since.toString());
        node.put("gateway", gateway);
        node.put("path", path);
        node.put("device", device);
        put(node, "addresses", addresses);
        put(node, "routes", routes);
        put(node, "dns", dns);
        node.put("names", names);
        node.put("octetsIn", octetsIn);
        node.put("octetsOut", octetsOut);
        ArrayNode used = node.putArray("features");
        for (FeatureState one : features) {
            used.addObject()
                    .put("name", one.name())
                    .put("setting", one.setting().word())
                    .put("used", one.used())
                    .put("why", one.why());
        }
        node.put("failure", failure);
        return node.toString();
    }

    /// Empty if `text` is no report.
    static Optional<StatusReport> parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return Optional.of(new StatusReport(
                    node.path("profile").asString(""),
                    node.path("process").asLong(0),
                    node.path("state").asString(""),
                    Instant.parse(node.path("since").asString("")),
                    node.path("gateway").asString(""),
                    node.path("path").asString(""),
                    node.path("device").asString(""),
                    list(node, "addresses"),
                    list(node, "routes"),
                    list(node, "dns"),
                    node.path("names").asString(""),
                    node.path("octetsIn").asLong(0),
                    node.path("octetsOut").asLong(0),
                    features(node),
                    node.path("failure").asString("")));
        } catch (JacksonException | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /// The client demands nothing of a machine and does without nothing.
    private static List<FeatureState> features(JsonNode node) {
        return node.path("features")
                .valueStream()
                .map(one -> new FeatureState(
                        one.path("name").asString(""),
                        Switch.AUTO,
                        one.path("used").asBoolean(false),
                        one.path("why").asString("")))
                .toList();
    }

    private static void put(ObjectNode node, String name, List<String> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
    }

    private static List<String> list(JsonNode node, String name) {
        return node.path(name).valueStream().map(item -> item.asString("")).toList();
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    private static String names(Host.NameService names) {
        return switch (names) {
            case Host.NameService.Untouched _ -> "";
            case Host.NameService.Set(String how) -> how;
            case Host.NameService.NotSet(Failure why) -> text(why);
        };
    }

    private static String text(Failure failure) {
        return failure.code() + ": " + failure.explain().what();
    }
}
