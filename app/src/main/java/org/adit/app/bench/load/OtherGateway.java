package org.adit.app.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Measures a gateway that is not ours and runs already, with the same clients as ours.
final class OtherGateway {
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int WARM_UP_ROUNDS = 2;

    private final RunningProcess gateway;
    private final Fleet fleet;
    private final Findings findings;

    OtherGateway(RunningProcess gateway, Fleet fleet, Findings findings) {
        this.gateway = gateway;
        this.fleet = fleet;
        this.findings = findings;
    }

    void handshakes(int rounds) throws IOException {
        try (LoadSockets sockets = LoadSockets.open(GatewayFolder.ADDRESS)) {
            Crowd crowd = new Crowd(fleet, sockets, Crowd.HOUSES);
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                crowd.round(gateway);
            }
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                millis.add(crowd.round(gateway));
            }
            findings.each(Findings.HANDSHAKE, "ms", millis);
        }
    }

    void memory() throws IOException {
        try (LoadSockets sockets = LoadSockets.open(GatewayFolder.ADDRESS)) {
            Crowd crowd = new Crowd(fleet, sockets, Crowd.HOUSES);
            double empty = gateway.residentKib();
            crowd.connect();
            crowd.idle(IDLE, crowd.size());
            double full = gateway.residentKib();
            findings.once(Findings.EMPTY, "MiB", empty / 1024);
            findings.once(Findings.OVER_EMPTY, "KiB", (full - empty) / crowd.size());
        }
    }
}
