package org.adit.app.bench.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.lab.process.LabFault;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.crypto.KeyExchangeMethod;

/// All devices of a fleet as clients of whatever gateway listens on loopback: they come and go together.
final class Crowd {
    static final String GATEWAY_NAME = "vpn.example.org";
    static final Endpoint GATEWAY = new Endpoint(IpAddress.of("127.0.0.1"), 4500);
    static final int HOUSES = 64;

    private static final Duration LIMIT = Duration.ofMinutes(4);
    /// Long enough for what is written behind a handshake.
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private static final int UNDER_WAY = 32;

    private final Fleet fleet;
    private final Initiators initiators;

    Crowd(Fleet fleet, LoadSockets sockets) {
        this.fleet = fleet;
        this.initiators = new Initiators(
                fleet,
                new OnlyGroup(KeyExchangeMethod.ECP_256, JcaCrypto.create()),
                sockets,
                Identity.fqdn(GATEWAY_NAME));
    }

    Initiators initiators() {
        return initiators;
    }

    int size() {
        return fleet.devices().size();
    }

    /// Connects all, some at a time; a fault if one does not get in.
    void connect() {
        initiators.connect(fleet.devices(), UNDER_WAY, LIMIT);
        expect(size());
    }

    /// Connects all at the same moment; they may fail.
    void connectAtOnce() {
        initiators.connect(fleet.devices(), size(), LIMIT);
    }

    /// Does nothing but answer, for so long; so many must be connected then.
    void idle(Duration time, int connected) {
        initiators.turnUntil(time, () -> false);
        expect(connected);
    }

    void disconnect(Duration thenWait) {
        initiators.disconnect(LIMIT);
        initiators.turnUntil(thenWait, () -> false);
    }

    /// Connects all, and disconnects them; what connecting cost, in milliseconds each.
    double round(RunningProcess gateway) {
        double before = gateway.processorMillis();
        connect();
        idle(SETTLE, size());
        double spent = gateway.processorMillis() - before;
        disconnect(SETTLE);
        return spent / size();
    }

    /// Looks at the gateway while the clients go on answering it.
    <T> T meanwhile(Supplier<T> look) {
        CompletableFuture<T> seen = CompletableFuture.supplyAsync(look);
        initiators.turnUntil(LIMIT, seen::isDone);
        return seen.join();
    }

    private void expect(int connected) {
        if (initiators.connected() != connected) {
            throw new LabFault(initiators.connected() + " connected, not " + connected + ": " + initiators.failures());
        }
    }
}
