package org.adit.systemtest.peers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.adit.base.net.IpPrefix;
import org.adit.lab.adit.AditClient;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.Await;
import org.adit.lab.process.Command;
import org.adit.lab.strongswan.LabKeyType;
import org.adit.lab.strongswan.LabPki;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanConnection;
import org.adit.lab.traffic.Traffic;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.RemoteAccessWorld;
import org.adit.systemtest.lab.ThisMachine;

/// The world of remote access with strongSwan for its gateway, and what it takes to be its client with `adit connect`.
final class SwanGateways implements AutoCloseable {
    static final String NAME = "vpn.example.org";
    static final String ALICE = "alice@example.org";
    static final String OFFICE = "office";
    static final String IKE = "aes256gcm16-prfsha384-x25519";
    static final String ESP = "aes256gcm16";
    static final Duration SOON = Duration.ofSeconds(15);
    static final List<IpPrefix> COMPANY = List.of(RemoteAccessWorld.COMPANY_V4, RemoteAccessWorld.COMPANY_V6);

    final RemoteAccessWorld world;
    final LabPki pki;
    final AditProgram program;
    final AditClient client;
    private final Map<LabKeyType, LabPki.Credential> ofGateway = new EnumMap<>(LabKeyType.class);
    private final Map<LabKeyType, LabPki.Credential> ofAlice = new EnumMap<>(LabKeyType.class);

    private SwanGateways() {
        world = RemoteAccessWorld.build();
        pki = LabPki.create(world.world().folder(), LabKeyType.ECDSA_P256, "CN=Lab CA");
        program = AditProgram.own().quickToStart();
        client = AditClient.in(world.client(), program);
    }

    /// A world whose gateway has credentials of these kinds and does not run yet; so has Alice.
    static SwanGateways prepare(LabKeyType... kinds) {
        ThisMachine.canBuildWorlds();
        ThisMachine.hasStrongSwan();
        SwanGateways made = new SwanGateways();
        try {
            made.world.startCompanyServices();
            for (LabKeyType kind : kinds) {
                made.ofGateway.put(kind, made.pki.issue(kind, NAME));
                made.ofAlice.put(kind, made.pki.issue(kind, ALICE));
            }
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /// Not started yet.
    StrongSwan strongSwan() {
        StrongSwan swan = StrongSwan.in(world.gateway()).trusts(pki.certificate());
        ofGateway.forEach((kind, credential) -> swan.certificate(file(kind), credential));
        return swan;
    }

    /// Lets Alice in with a certificate, gives her addresses and name servers, and the way to the company.
    static SwanConnection office(LabKeyType kind, String ike, String esp) {
        return office(ike, esp, COMPANY).signsWith(file(kind), NAME).expectsCertificateOf(ALICE);
    }

    /// As above, without anybody's proof, to `reach`.
    static SwanConnection office(String ike, String esp, List<IpPrefix> reach) {
        return SwanConnection.named(OFFICE)
                .ike(ike)
                .esp(esp)
                .givesAddresses(
                        List.of(RemoteAccessWorld.POOL_V4, IpPrefix.of("fd99:1::/112")),
                        List.of(CompanyHost.DNS.v4(), CompanyHost.DNS.v6()),
                        reach);
    }

    private static String file(LabKeyType kind) {
        return "gateway-" + kind + ".pem";
    }

    /// Alice's, for the gateway's address in the IPv4 internet.
    HandWrittenProfile profile(LabKeyType kind) {
        LabPki.Credential own = ofAlice.get(kind);
        return HandWrittenProfile.withCertificate(ALICE, own, pki.certificate()).at(RemoteAccessWorld.GATEWAY_V4);
    }

    Path write(HandWrittenProfile profile) {
        return profile.write(folder());
    }

    Path folder() {
        return world.world().folder();
    }

    /// The client that hurries; see [HurriedClient].
    Command hurried(Path profile, int rekeySeconds, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(profile.toString(), client.folder().toString(), Integer.toString(rekeySeconds)));
        arguments.addAll(List.of(more));
        Path classes = Path.of(HurriedClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return program.main(classes, HurriedClient.class.getName(), arguments.toArray(String[]::new));
    }

    /// Whether the company answers in both families.
    boolean companyAnswers() {
        Traffic traffic = Traffic.from(world.client());
        return traffic.ping(CompanyHost.WIKI.v4(), 3).allAnswered()
                && traffic.ping(CompanyHost.WIKI.v6(), 3).allAnswered();
    }

    /// Waits until the client has said `words` so many times since it was started.
    void awaitNews(String words, int times) {
        Await.until(
                "the client to say '" + words + "' " + times + " times",
                SOON,
                () -> client.log().split(java.util.regex.Pattern.quote(words), -1).length > times,
                client::log);
    }

    @Override
    public void close() {
        client.close();
        world.close();
    }
}
