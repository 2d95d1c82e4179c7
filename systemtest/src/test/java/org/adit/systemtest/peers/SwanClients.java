package org.adit.systemtest.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.adit.base.net.IpPrefix;
import org.adit.lab.adit.AditGateway;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.Await;
import org.adit.lab.strongswan.LabPki;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanConnection;
import org.adit.lab.world.Namespace;
import org.adit.lab.world.RemoteAccessWorld;
import org.adit.systemtest.lab.ThisMachine;
import tools.jackson.databind.JsonNode;

/// The world of remote access with our gateway in it, and what it takes to make strongSwan its client.
final class SwanClients implements AutoCloseable {
    static final String GATEWAY = "vpn.example.org";
    static final String IKE = "aes256gcm16-prfsha384-x25519";
    static final String ESP = "aes256gcm16";
    static final Duration SOON = Duration.ofSeconds(10);
    private static final List<IpPrefix> EVERYTHING = List.of(IpPrefix.of("0.0.0.0/0"), IpPrefix.of("::/0"));
    private static final String SETTINGS = """
            [gateway]
            name = "vpn.example.org"
            data = "DATA"

            [crypto]
            policy = "%s"

            [[pool]]
            name = "people"
            addresses = ["10.99.0.0/20", "fd99:1::/64"]
            dns = ["10.1.0.53", "fd00:1::53"]

            [[pool]]
            name = "tiny"
            addresses = ["10.98.0.0/30"]

            [[network]]
            name = "company"
            addresses = ["10.1.0.0/24", "fd00:1::/64"]

            [[role]]
            name = "people"
            groups = ["people"]
            pool = "people"
            reach = ["company"]
            limits = { devices = 9 }

            [[role]]
            name = "guests"
            groups = ["guests"]
            pool = "tiny"
            reach = ["company"]
            limits = { devices = 9 }
            %s
            """;

    final RemoteAccessWorld world;
    final AditProgram program;
    final AditGateway gateway;

    /// What a device needs to sign in. `name` is that of its certificate for strongSwan.
    record Device(String name, String identity, LabPki.Credential credential) {}

    /// A world whose gateway has its settings and does not run yet.
    private SwanClients() {
        world = RemoteAccessWorld.build();
        program = AditProgram.own().quickToStart();
        gateway = AditGateway.in(world.gateway(), program);
    }

    /// `more` is added to the settings.
    static SwanClients prepare(String more) {
        ThisMachine.canBuildWorlds();
        ThisMachine.hasStrongSwan();
        SwanClients made = new SwanClients();
        try {
            made.world.startCompanyServices();
            made.settings("default", more);
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    void settings(String policy, String more) {
        gateway.settings(SETTINGS.formatted(policy, more));
    }

    /// The gateway with a variable in its environment.
    void startWith(String variable, String value) {
        gateway.start(
                program.command("gateway", "run", "--config", gateway.settings().toString())
                        .with("XDG_STATE_HOME", world.world().folder().toString())
                        .with(variable, value));
    }

    /// A gateway that a class of the tests runs; it is given the settings first.
    void startMain(Class<?> main, String... more) {
        List<String> arguments = new ArrayList<>(List.of(gateway.settings().toString()));
        arguments.addAll(List.of(more));
        Path classes =
                Path.of(main.getProtectionDomain().getCodeSource().getLocation().getPath());
        gateway.start(program.main(classes, main.getName(), arguments.toArray(String[]::new)));
    }

    /// The certificate of our authority, PEM.
    String authority() {
        return read("ca/ca.crt");
    }

    /// Its private key alone, PEM.
    String authorityKey() {
        String both = read("ca/ca.pem");
        String end = "-----END PRIVATE KEY-----";
        return both.substring(both.indexOf("-----BEGIN PRIVATE KEY-----"), both.indexOf(end) + end.length()) + "\n";
    }

    private String read(String file) {
        try {
            return Files.readString(gateway.data().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addUser(String name, String group) {
        gateway.post("users", "{\"name\":\"" + name + "\",\"groups\":[\"" + group + "\"]}");
    }

    Device enrol(String user, String device, String key) {
        JsonNode profile = gateway.post(
                        "devices", "{\"user\":\"" + user + "\",\"name\":\"" + device + "\",\"key\":\"" + key + "\"}")
                .path("profile");
        return new Device(
                device + ".pem",
                profile.path("identity").asString(),
                new LabPki.Credential(
                        profile.path("certificate").asString(),
                        profile.path("key").asString()));
    }

    /// strongSwan that believes our authority and has these devices' keys; not started.
    StrongSwan strongSwan(Namespace machine, String authority, List<Device> devices) {
        StrongSwan swan = StrongSwan.in(machine).trusts(authority);
        devices.forEach(device -> swan.certificate(device.name(), device.credential()));
        return swan;
    }

    static SwanConnection connection(String name, Device device) {
        return SwanConnection.named(name)
                .to(RemoteAccessWorld.GATEWAY_V4)
                .signsWith(device.name(), device.identity())
                .expectsCertificateOf(GATEWAY)
                .ike(IKE)
                .esp(ESP)
                .asksForAddresses(EVERYTHING);
    }

    List<JsonNode> sessions() {
        return list("sessions");
    }

    JsonNode session() {
        List<JsonNode> all = sessions();
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " sessions: " + all + "\n" + gateway.log());
        }
        return all.getFirst();
    }

    void awaitNoSession() {
        Await.until("the end of all sessions", SOON, () -> sessions().isEmpty(), gateway::log);
    }

    List<JsonNode> list(String what) {
        return StreamSupport.stream(gateway.get(what).path(what).spliterator(), false)
                .toList();
    }

    /// The number of the newest attempt that has ended; 0 if there is none.
    long lastAttempt() {
        return list("attempts").stream()
                .mapToLong(attempt -> attempt.path("number").asLong())
                .max()
                .orElse(0);
    }

    /// The first attempt after `number`, when it has ended.
    JsonNode attemptAfter(long number) {
        Await.until("an attempt to end", SOON, () -> lastAttempt() > number, gateway::log);
        return list("attempts").stream()
                .filter(attempt -> attempt.path("number").asLong() > number)
                .toList()
                .getLast();
    }

    @Override
    public void close() {
        world.close();
    }
}
