package org.adit.app.bench.soak;

import org.adit.base.net.Endpoint;
import org.adit.protocol.ike.SaId;

/// One of the many.
final class Client {
    /// Half of them in IPv4, half in IPv6.
    static final int FLOWS = 4;

    private final int number;
    private final SaId id;
    private final boolean behindRouter;
    private final Flows up = new Flows(FLOWS);
    private final Flows down = new Flows(FLOWS);
    private Endpoint own;
    private long upBefore;
    private long downBefore;

    Client(int number, SaId id, Endpoint own, boolean behindRouter) {
        this.number = number;
        this.id = id;
        this.own = own;
        this.behindRouter = behindRouter;
    }

    int number() {
        return number;
    }

    SaId id() {
        return id;
    }

    /// Where it knows itself.
    Endpoint own() {
        return own;
    }

    void moved(Endpoint to) {
        own = to;
    }

    boolean behindRouter() {
        return behindRouter;
    }

    /// To the network behind the gateway.
    Flows up() {
        return up;
    }

    Flows down() {
        return down;
    }

    /// From here on it should not be [#silent].
    void mark() {
        upBefore = up.arrived();
        downBefore = down.arrived();
    }

    /// Nothing has arrived since [#mark], one way or the other.
    boolean silent() {
        return up.arrived() == upBefore || down.arrived() == downBefore;
    }

    static boolean v4(int flow) {
        return flow < FLOWS / 2;
    }
}
