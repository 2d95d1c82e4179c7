package org.adit.app.demo;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.adit.lab.adit.AditClient;
import org.adit.lab.adit.AditGateway;
import org.adit.lab.process.LabFault;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.Namespace;
import org.adit.lab.world.RemoteAccessWorld;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the steps have set up, one after the other.
final class Stage implements AutoCloseable {
    /// Lines of a program's output that are worth reading when something failed.
    private static final int LAST_WORDS = 12;

    private @Nullable RemoteAccessWorld world;
    private @Nullable AditGateway gateway;
    private @Nullable AditClient client;
    private @Nullable Path profile;
    private @Nullable MachineState before;
    private @Nullable JsonNode tunnel;

    RemoteAccessWorld buildWorld() {
        RemoteAccessWorld built = RemoteAccessWorld.build();
        world = built;
        built.world().deafToTheTerminal();
        return built;
    }

    RemoteAccessWorld world() {
        return set(world);
    }

    Namespace laptop() {
        return world().client();
    }

    Traffic traffic() {
        return Traffic.from(laptop());
    }

    AditGateway gateway() {
        return set(gateway);
    }

    void gateway(AditGateway made) {
        gateway = made;
    }

    AditClient client() {
        return set(client);
    }

    void client(AditClient made) {
        client = made;
    }

    Path profile() {
        return set(profile);
    }

    void profile(Path made) {
        profile = made;
    }

    /// The laptop before it was connected.
    MachineState before() {
        return set(before);
    }

    void before(MachineState state) {
        before = state;
    }

    /// What `adit status` said of the tunnel when it was up.
    JsonNode tunnel() {
        return set(tunnel);
    }

    void tunnel(JsonNode status) {
        tunnel = status;
    }

    /// The tunnel's device on the laptop.
    String device() {
        return tunnel().path("device").asString();
    }

    /// The one session that the gateway has.
    JsonNode session() {
        JsonNode sessions = gateway().get("sessions").path("sessions");
        if (sessions.size() != 1) {
            throw new LabFault("the gateway has " + sessions.size() + " sessions");
        }
        return sessions.path(0);
    }

    /// The inside addresses of the session.
    List<String> leases() {
        return session().path("addresses").valueStream().map(JsonNode::asString).toList();
    }

    List<String> gatewaysLastWords() {
        return gateway == null ? List.of() : lastLines(gateway.log());
    }

    List<String> clientsLastWords() {
        return client == null ? List.of() : lastLines(client.log());
    }

    /// Stops everything and removes the world, as far as there is one.
    @Override
    public void close() {
        if (world != null) {
            world.close();
        }
    }

    private static List<String> lastLines(String text) {
        List<String> lines = Arrays.asList(text.strip().split("\\R"));
        return lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
    }

    private static <T> T set(@Nullable T value) {
        return Objects.requireNonNull(value, "an earlier step sets it");
    }
}
