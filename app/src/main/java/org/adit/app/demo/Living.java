package org.adit.app.demo;

import java.time.Duration;
import java.util.List;
import org.adit.lab.process.Await;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.traffic.IperfServer;
import org.adit.lab.world.CompanyHost;
import tools.jackson.databind.JsonNode;

/// A tunnel in use.
final class Living {
    private static final int CREATE_CHILD_SA = 36;
    private static final int MEGABYTE = 1_000_000;
    private static final int SPEED_SECONDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Living() {}

    static void rekey(Stage stage, Evidence evidence) {
        int requests = 400;
        int octets = 8 * MEGABYTE;
        Wire.Seen seen;
        SteadyLoad.Outcome load;
        try (Wire wire = Wire.watch(stage)) {
            SteadyLoad running = SteadyLoad.from(stage.laptop(), requests, Duration.ofMillis(10), octets);
            rekey(stage, false, "fresh keys for the IKE SA");
            rekey(stage, true, "fresh keys for the Child SA");
            load = running.end();
            seen = wire.stop();
        }
        long messages = seen.messages(CREATE_CHILD_SA);
        List<String> spis = seen.spisFromHome();
        List<String> back = seen.spisToHome();
        List<String> ike = seen.ikeSpis();
        Evidence.require(messages == 4, "%d messages of CREATE_CHILD_SA were on the wire, not 4".formatted(messages));
        Evidence.require(spis.size() == 2 && back.size() == 2, "ESP had the SPIs %s and %s".formatted(spis, back));
        Evidence.require(ike.size() == 2, "IKE had the SPIs %s".formatted(ike));
        Evidence.require(
                load.answered() == load.sent() && load.sent() == requests,
                "%d of %d echo requests were answered".formatted(load.answered(), load.sent()));
        Evidence.require(load.fetched() == octets, "%d of %d octets of a page came".formatted(load.fetched(), octets));
        evidence.saw(
                stage.world().internet(),
                "%d exchanges CREATE_CHILD_SA (%d messages)".formatted(messages / 2, messages));
        evidence.saw(stage.world().internet(), "IKE SA %s became %s".formatted(ike.getFirst(), ike.getLast()));
        evidence.saw(
                stage.world().internet(),
                "ESP out %s became %s, back %s became %s"
                        .formatted(spis.getFirst(), spis.getLast(), back.getFirst(), back.getLast()));
        evidence.saw(
                stage.laptop(),
                "%d of %d echo requests answered, one every 10 ms; %d MB of a page complete"
                        .formatted(load.answered(), load.sent(), load.fetched() / MEGABYTE));
    }

    private static void rekey(Stage stage, boolean children, String saidByClient) {
        String number = stage.session().path("number").asString();
        stage.gateway().post("sessions/" + number + "/rekey", "{\"children\":" + children + "}");
        BackgroundProcess client = stage.client().process();
        client.awaitText(saidByClient, PATIENCE);
    }

    static void move(Stage stage, Evidence evidence) {
        int requests = 200;
        int octets = 4 * MEGABYTE;
        JsonNode before = stage.session();
        String oldPeer = before.path("peer").asString();
        Wire.Seen seen;
        SteadyLoad.Outcome load;
        try (Wire wire = Wire.watch(stage)) {
            SteadyLoad running = SteadyLoad.from(stage.laptop(), requests, Duration.ofMillis(20), octets);
            stage.world().homeRouter().rebindPorts();
            Await.until(
                    "the gateway to see another port",
                    PATIENCE,
                    () -> !peer(stage).equals(oldPeer));
            load = running.end();
            seen = wire.stop();
        }
        JsonNode after = stage.session();
        String newPeer = after.path("peer").asString();
        List<String> ports = seen.portsOfHome();
        Evidence.require(
                ports.size() == 2
                        && oldPeer.endsWith(":" + ports.getFirst())
                        && newPeer.endsWith(":" + ports.getLast()),
                "ESP came from the ports %s; the gateway had %s and has %s".formatted(ports, oldPeer, newPeer));
        Evidence.require(
                after.path("number").equals(before.path("number"))
                        && seen.messages(SigningIn.IKE_AUTH) + seen.messages(SigningIn.IKE_SA_INIT) == 0,
                "the laptop had to sign in again");
        Evidence.require(load.fetched() == octets, "%d of %d octets of a page came".formatted(load.fetched(), octets));
        evidence.saw(
                stage.world().internet(),
                "ESP from port %s, then from %s".formatted(ports.getFirst(), ports.getLast()));
        evidence.saw(
                stage.world().gateway(),
                "session %s now at %s, without signing in again"
                        .formatted(after.path("number").asString(), newPeer));
        evidence.saw(
                stage.laptop(),
                "%d of %d echo requests answered, at most %d ms without; %d MB of a page complete"
                        .formatted(load.answered(), load.sent(), load.longestGap() * 20, load.fetched() / MEGABYTE));
    }

    private static String peer(Stage stage) {
        return stage.session().path("peer").asString();
    }

    static void speed(Stage stage, Evidence evidence) {
        try (IperfServer _ = IperfServer.in(stage.world().company())) {
            double bits = stage.traffic().tcpBitsPerSecond(CompanyHost.WIKI.v4(), SPEED_SECONDS);
            Evidence.require(bits > MEGABYTE, "only %.0f bit/s came through".formatted(bits));
            evidence.saw(
                    stage.laptop(),
                    "%.0f Mbit/s TCP to the wiki for %d s; both ends and the NAT share this machine's %d processors"
                            .formatted(
                                    bits / MEGABYTE,
                                    SPEED_SECONDS,
                                    Runtime.getRuntime().availableProcessors()));
        }
    }
}
