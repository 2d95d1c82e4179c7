package org.adit.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;

/// A NAT that gives every inside endpoint and destination a port of its own and lets in only who was sent to first.
public final class SimNat {
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 60_000;

    private final IpAddress outside;
    private final Map<Flow, Integer> ports = new HashMap<>();
    private final Map<Integer, Flow> flows = new HashMap<>();
    private int nextPort = FIRST_PORT;

    private record Flow(Endpoint inside, Endpoint peer) {}

    public SimNat(IpAddress outside) {
        this.outside = outside;
    }

    public IpAddress outside() {
        return outside;
    }

    Endpoint translate(Endpoint inside, Endpoint peer) {
        Flow flow = new Flow(inside, peer);
        Integer known = ports.get(flow);
        if (known != null) {
            return new Endpoint(outside, known);
        }
        int port = nextPort;
        nextPort = nextPort == LAST_PORT ? FIRST_PORT : nextPort + 1;
        ports.put(flow, port);
        flows.put(port, flow);
        return new Endpoint(outside, port);
    }

    Optional<Endpoint> inside(int port, Endpoint from) {
        return Optional.ofNullable(flows.get(port))
                .filter(flow -> flow.peer().equals(from))
                .map(Flow::inside);
    }

    /// Forgets all flows, as at a restart: those that go on get other ports.
    public void forget() {
        ports.clear();
        flows.clear();
    }
}
