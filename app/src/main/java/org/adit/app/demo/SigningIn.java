package org.adit.app.demo;

import java.util.List;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.RemoteAccessWorld;
import tools.jackson.databind.JsonNode;

/// From the first packet to a tunnel.
final class SigningIn {
    static final int IKE_SA_INIT = 34;
    static final int IKE_AUTH = 35;

    private SigningIn() {}

    static void signIn(Stage stage, Evidence evidence) {
        Wire.Seen seen;
        try (Wire wire = Wire.watch(stage)) {
            stage.client().connect(stage.profile());
            seen = wire.stop();
        }
        JsonNode tunnel = stage.client().status().orElseThrow(() -> new LabFault("the client has no status"));
        stage.tunnel(tunnel);
        long auth = seen.messages(IKE_AUTH);
        Evidence.require(auth >= 2, "only %d messages of IKE_AUTH were on the wire".formatted(auth));
        Evidence.require(seen.sealed(IKE_AUTH) == auth, "a message of IKE_AUTH can be read by anybody");
        JsonNode session = stage.session();
        evidence.saw(
                stage.world().internet(),
                "%d messages of IKE_SA_INIT, then %d of IKE_AUTH, all sealed"
                        .formatted(seen.messages(IKE_SA_INIT), auth));
        evidence.saw(
                stage.world().gateway(),
                "session %s of %s on %s from %s, role %s"
                        .formatted(
                                session.path("number").asString(),
                                session.path("user").asString(),
                                session.path("device").asString(),
                                session.path("peer").asString(),
                                session.path("role").asString()));
        certificates(stage, evidence, session);
    }

    /// Each side's own words about the other's certificate.
    private static void certificates(Stage stage, Evidence evidence, JsonNode session) {
        JsonNode attempt = stage.gateway().get("attempts/1");
        String proved = attempt.path("timeline")
                .valueStream()
                .map(moment -> moment.path("what").asString(""))
                .filter(what -> what.contains("proved to be alice"))
                .findFirst()
                .orElseThrow(() -> new LabFault("nobody proved to be alice: " + attempt));
        evidence.saw(
                stage.world().gateway(),
                "%s; %s".formatted(proved, session.path("suite").asString()));
        evidence.saw(
                stage.laptop(), line(stage.client().log(), "has proven to be").replaceFirst(" \\(.*?\\)", ""));
    }

    static void address(Stage stage, Evidence evidence) {
        String device = stage.device();
        String addresses = stage.laptop().ip("-o", "address", "show", "dev", device);
        List<String> leases = stage.leases();
        Evidence.require(
                leases.size() == 2 && leases.stream().allMatch(lease -> addresses.contains(" " + lease + "/")),
                "the gateway leased %s, and %s has: %s".formatted(leases, device, addresses));
        evidence.saw(stage.laptop(), "%s on %s".formatted(String.join(" and ", leases), device));
        JsonNode pool = stage.gateway().get("pools").path("pools").path(0);
        evidence.saw(
                stage.world().gateway(),
                "leased from %s, %s in use"
                        .formatted(
                                pool.path("prefix").asString(),
                                pool.path("inUse").asString()));
    }

    static void splitRoute(Stage stage, Evidence evidence) {
        String tunnel = stage.device();
        for (CompanyHost host : List.of(CompanyHost.WIKI, CompanyHost.DNS)) {
            through(stage, host.v4().toString(), tunnel);
        }
        through(stage, CompanyHost.WIKI.v6().toString(), tunnel);
        String beside = "eth0";
        through(stage, CompanyHost.PAYROLL.v4().toString(), beside);
        through(stage, RemoteAccessWorld.GATEWAY_V4.toString(), beside);
        through(stage, "203.0.113.1", beside);
        JsonNode routes = stage.tunnel().path("routes");
        evidence.saw(
                stage.laptop(),
                "%s go through %s"
                        .formatted(
                                String.join(
                                        ", ",
                                        routes.valueStream()
                                                .map(JsonNode::asString)
                                                .toList()),
                                tunnel));
        evidence.saw(
                stage.laptop(),
                "%s (payroll) and 203.0.113.1 (internet) go past it, by %s"
                        .formatted(CompanyHost.PAYROLL.v4(), beside));
    }

    private static void through(Stage stage, String destination, String device) {
        String route = stage.laptop().ip("route", "get", destination);
        Evidence.require(
                route.contains("dev " + device + " "),
                "%s goes not by %s but: %s".formatted(destination, device, route));
    }

    private static String line(String log, String words) {
        return log.lines()
                .filter(each -> each.contains(words))
                .findFirst()
                .orElseThrow(() -> new LabFault("the client did not say '" + words + "'"));
    }
}
