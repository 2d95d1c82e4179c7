package org.adit.app.bench.soak;

import java.util.SplittableRandom;
import org.adit.app.bench.load.Initiators;
import org.adit.app.bench.load.LoadSockets;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.protocol.ipsec.Path;

/// Who is where. A client that goes elsewhere says so (RFC 4555); one whose router gives it another port knows nothing
/// of it, and the gateway must follow its packets (RFC 7296 §2.23).
final class Roaming {
    private static final int HOUSES = 60_000;
    private static final IpAddress AT_HOME = IpAddress.of("192.168.0.1");
    private static final int PORT = 4500;

    private final LoadSockets sockets;
    private final int ports;
    private final Line line;
    private final SplittableRandom random;
    private int homes;
    private long moves;
    private long rebindings;

    Roaming(LoadSockets sockets, int ports, Line line, long seed) {
        this.sockets = sockets;
        this.ports = ports;
        this.line = line;
        this.random = new SplittableRandom(seed);
    }

    /// Where a new client knows itself; the way from there is open.
    Endpoint settle(boolean behindRouter) {
        Endpoint seen = free();
        Endpoint own = behindRouter ? new Endpoint(AT_HOME.plus(homes++).orElseThrow(), PORT) : seen;
        line.connect(own, seen);
        return own;
    }

    private Endpoint free() {
        Endpoint place = place();
        while (line.reaches(place)) {
            place = place();
        }
        return place;
    }

    private Endpoint place() {
        return sockets.place(random.nextInt(HOUSES), random.nextInt(ports));
    }

    /// Something happens to where a client is.
    void roam(Client client, Initiators initiators) {
        if (client.behindRouter() && random.nextInt(4) > 0) {
            line.connect(client.own(), free());
            rebindings++;
            return;
        }
        line.disconnect(client.own());
        client.moved(settle(client.behindRouter()));
        initiators.move(client.id(), new Path(client.own(), sockets.gateway()));
        moves++;
    }

    long moves() {
        return moves;
    }

    long rebindings() {
        return rebindings;
    }
}
