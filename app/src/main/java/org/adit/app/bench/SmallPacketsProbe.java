package org.adit.app.bench;

import java.util.List;
import org.adit.lab.bench.ChainWorld;
import org.adit.lab.traffic.Datagrams;
import org.adit.lab.traffic.IperfServer;

/// Datagrams with 64 octets from the client to the LAN, one system call each, so that the sender's kernel cannot join
/// them. More are sent than any tunnel carries; what counts is what arrives. The sender's own cost is in every number.
final class SmallPacketsProbe implements Probe {
    private static final Measure ARRIVED = new Measure("arrived", "packets/s");
    private static final int OCTETS = 64;

    @Override
    public boolean usesTcp() {
        return false;
    }

    @Override
    public List<Reading> measure(ChainWorld world, int seconds) {
        try (IperfServer _ = IperfServer.in(world.lan())) {
            long before = Datagrams.arrivedAt(world.lan());
            world.traffic().floodDatagrams(ChainWorld.SERVER, seconds, OCTETS);
            long arrived = Datagrams.arrivedAt(world.lan()) - before;
            return List.of(ARRIVED.of((double) arrived / seconds));
        }
    }
}
