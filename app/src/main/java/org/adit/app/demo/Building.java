package org.adit.app.demo;

import java.util.List;
import org.adit.lab.adit.AditClient;
import org.adit.lab.adit.AditGateway;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.traffic.PingResult;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.RemoteAccessWorld;
import tools.jackson.databind.JsonNode;

/// Before anybody connects: machines, a gateway, a person.
final class Building {
    static final String GATEWAY_NAME = "vpn.example.org";

    private Building() {}

    static void world(Stage stage, Evidence evidence) {
        RemoteAccessWorld world = stage.buildWorld();
        world.startCompanyServices();
        PingResult gateway = stage.traffic().ping(RemoteAccessWorld.GATEWAY_V4, 3);
        Evidence.require(gateway.allAnswered(), "the gateway's machine does not answer the laptop");
        PingResult wiki = stage.traffic().ping(CompanyHost.WIKI.v4(), 2);
        List<?> names = stage.traffic().resolve(CompanyHost.WIKI.fqdn());
        Evidence.require(wiki.answered() == 0 && names.isEmpty(), "the laptop reaches the company without any tunnel");
        evidence.saw(world.client(), "%s (gateway) answers a ping".formatted(RemoteAccessWorld.GATEWAY_V4));
        evidence.saw(
                world.client(),
                "%s (wiki) does not answer; nobody knows the name %s"
                        .formatted(CompanyHost.WIKI.v4(), CompanyHost.WIKI.fqdn()));
        stage.before(MachineState.of(world.client()));
    }

    static void gateway(Stage stage, Evidence evidence) {
        AditGateway gateway = AditGateway.in(stage.world().gateway(), program());
        stage.gateway(gateway);
        gateway.settings(settings()).start();
        JsonNode authority = gateway.get("ca").path("authorities").path(0);
        evidence.saw(
                stage.world().gateway(),
                "CA %s, fingerprint %.23s…"
                        .formatted(
                                authority.path("subject").asString(),
                                authority.path("fingerprint").asString()));
        JsonNode pool = gateway.get("pools").path("pools").path(0);
        evidence.saw(
                stage.world().gateway(),
                "%s serves; pool %s, %s in use"
                        .formatted(
                                GATEWAY_NAME,
                                pool.path("prefix").asString(),
                                pool.path("inUse").asString()));
    }

    static void enrol(Stage stage, Evidence evidence) {
        AditGateway gateway = stage.gateway();
        gateway.adit("user", "add", "alice").orThrow();
        stage.profile(gateway.profile("alice", "laptop", "--address", RemoteAccessWorld.GATEWAY_V4.toString()));
        stage.client(AditClient.in(stage.laptop(), program()));
        JsonNode device = gateway.get("devices").path("devices").path(0);
        evidence.saw(
                stage.world().gateway(),
                "device %s of %s, certificate %.16s… until %.10s"
                        .formatted(
                                device.path("name").asString(),
                                device.path("user").asString(),
                                device.path("serial").asString(),
                                device.path("notAfter").asString()));
    }

    private static AditProgram program() {
        return AditProgram.own().quickToStart();
    }

    /// The role reaches one service, and the DNS servers of its pool.
    private static String settings() {
        return """
                [gateway]
                name = "%s"
                data = "DATA"

                [[pool]]
                name = "staff"
                addresses = ["%s", "%s"]
                dns = ["%s"]
                domains = ["corp.example.org"]

                [[service]]
                name = "wiki"
                to = ["%s", "%s"]

                [[role]]
                name = "staff"
                groups = ["people"]
                pool = "staff"
                reach = ["wiki"]

                [nat]
                masquerade = false          # the company routes the pool to the gateway
                """.formatted(
                        GATEWAY_NAME,
                        RemoteAccessWorld.POOL_V4,
                        RemoteAccessWorld.POOL_V6,
                        CompanyHost.DNS.v4(),
                        CompanyHost.WIKI.v4(),
                        CompanyHost.WIKI.v6());
    }
}
