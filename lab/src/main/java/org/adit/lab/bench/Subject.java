package org.adit.lab.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.adit.lab.adit.AditClient;
import org.adit.lab.adit.AditGateway;
import org.adit.lab.adit.AditProgram;
import org.adit.lab.process.Await;
import org.adit.lab.process.Command;
import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.strongswan.SwanConnection;

/// What is measured: a way from the client of a [ChainWorld] to its LAN. Those with IPsec seal with AES-256-GCM.
public enum Subject {
    ADIT("adit"),
    WIREGUARD_GO("wireguard-go"),
    STRONGSWAN("strongswan-libipsec"),
    /// No tunnel at all: what the machine can forward.
    PLAIN("plain");

    private static final Duration TO_CARRY = Duration.ofSeconds(10);
    private static final String SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final String CONNECTION = "bench";
    private static final String GATEWAY_ID = "vpn.example.org";
    private static final String CLIENT_ID = "alice@example.org";

    private final String label;

    Subject(String label) {
        this.label = label;
    }

    /// For people and for `--only`.
    public String label() {
        return label;
    }

    public static Optional<Subject> named(String label) {
        return List.of(values()).stream()
                .filter(subject -> subject.label.equals(label))
                .findFirst();
    }

    /// Whether its program is on this machine.
    public boolean isHere() {
        return switch (this) {
            case ADIT, PLAIN -> true;
            case WIREGUARD_GO -> WireGuardGo.isHere();
            case STRONGSWAN -> StrongSwan.missing().isEmpty();
        };
    }

    /// As its program names it; empty where there is no program, or it is this one.
    public String version() {
        return switch (this) {
            case ADIT, PLAIN -> "";
            case WIREGUARD_GO -> WireGuardGo.version();
            case STRONGSWAN ->
                Command.of("/usr/lib/ipsec/charon", "--version").check().strip().replaceFirst(".*strongSwan ", "");
        };
    }

    /// Makes it carry packets in a fresh world; returns when the LAN answers through it. Ends with the world.
    public void connect(ChainWorld world) {
        switch (this) {
            case ADIT -> connectAdit(world);
            case WIREGUARD_GO -> WireGuardGo.connect(world);
            case STRONGSWAN -> connectStrongSwan(world);
            case PLAIN -> {}
        }
        Await.until(
                label + " to carry packets",
                TO_CARRY,
                () -> world.traffic().ping(ChainWorld.SERVER, 1).allAnswered());
    }

    /// As people run them: the JVM has no other options than by `./adit`.
    private static void connectAdit(ChainWorld world) {
        AditProgram program = AditProgram.own();
        AditGateway gateway = AditGateway.in(world.gateway(), program)
                .init(
                        "--name",
                        GATEWAY_ID,
                        "--reach",
                        ChainWorld.LAN.toString(),
                        "--pool",
                        ChainWorld.POOL.toString(),
                        "--no-masquerade") // the others do not translate either
                .start();
        gateway.adit("user", "add", "alice").orThrow();
        AditClient.in(world.client(), program)
                .connect(gateway.profile("alice", "laptop", "--address", ChainWorld.GATEWAY.toString()));
    }

    private static void connectStrongSwan(ChainWorld world) {
        StrongSwan gateway = StrongSwan.in(world.gateway()).start();
        gateway.load(connection(GATEWAY_ID, CLIENT_ID)
                .givesAddresses(List.of(ChainWorld.POOL), List.of(), List.of(ChainWorld.LAN)));
        StrongSwan client = StrongSwan.in(world.client()).start();
        client.load(connection(CLIENT_ID, GATEWAY_ID).to(ChainWorld.GATEWAY).asksForAddresses(List.of(ChainWorld.LAN)));
        client.initiate(CONNECTION);
    }

    private static SwanConnection connection(String own, String others) {
        return SwanConnection.named(CONNECTION)
                .sharesSecret(own, others, SECRET)
                .ike("aes256gcm16-prfsha384-ecp384")
                .esp("aes256gcm16");
    }
}
