package org.adit.app.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.adit.lab.process.LabFault;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.crypto.KeyExchangeMethod;
import org.adit.protocol.ipsec.Path;

/// All devices of a fleet as clients of whatever gateway listens on loopback: they come and go together.
final class Crowd {
    static final int HOUSES = 64;

    private static final Duration LIMIT = Duration.ofMinutes(4);
    /// Long enough for what is written behind a handshake.
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private static final int UNDER_WAY = 32;

    private final Fleet fleet;
    private final Initiators initiators;
    private final List<Path> places;

    /// The clients are in so many houses.
    Crowd(Fleet fleet, LoadSockets sockets, int houses) {
        this.fleet = fleet;
        this.places = sockets.paths(houses);
        this.initiators = new Initiators(
                fleet, new OnlyGroup(KeyExchangeMethod.ECP_256, JcaCrypto.create()), sockets, ChildSas.NONE);
    }

    Initiators initiators() {
        return initiators;
    }

    int size() {
        return fleet.devices().size();
    }

    /// Connects all, some at a time; a fault if one does not get in.
    void connect() {
        initiators.connect(fleet.devices(), places, UNDER_WAY, LIMIT);
        expect(size());
    }

    /// Connects all at the same moment; they may fail.
    void connectAtOnce() {
        initiators.connect(fleet.devices(), places, size(), LIMIT);
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
