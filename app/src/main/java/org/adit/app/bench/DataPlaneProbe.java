package org.adit.app.bench;

import java.util.List;
import org.adit.lab.bench.ChainWorld;
import org.adit.lab.traffic.IperfServer;
import org.adit.lab.traffic.Traffic;

/// One TCP stream from the client to the LAN, then one back.
final class DataPlaneProbe implements Probe {
    private static final Measure UP = new Measure("up", "Gb/s");
    private static final Measure DOWN = new Measure("down", "Gb/s");
    private static final double GIGA = 1e9;

    @Override
    public boolean usesTcp() {
        return true;
    }

    @Override
    public List<Reading> measure(ChainWorld world, int seconds) {
        Traffic client = world.traffic();
        try (IperfServer _ = IperfServer.in(world.lan())) {
            return List.of(
                    UP.of(client.tcpBitsPerSecond(ChainWorld.SERVER, seconds) / GIGA),
                    DOWN.of(client.tcpBitsPerSecondBack(ChainWorld.SERVER, seconds) / GIGA));
        }
    }
}
