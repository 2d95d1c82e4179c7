package org.adit.client.daemon;

import java.util.List;
import org.adit.base.feature.FeatureState;
import org.adit.client.connection.ClientInput;
import org.adit.client.connection.ConnectionStatus;
import org.adit.client.control.ControlPort;
import org.adit.client.control.StatusReport;
import org.adit.dataplane.userspace.UserspaceDataPlane;
import org.adit.protocol.ipsec.SaCounters;
import org.adit.protocol.ipsec.Spi;

/// What the control socket sees of us.
final class RunningClient implements ControlPort {
    private final String profile;
    private final Shard shard;
    private final UserspaceDataPlane dataPlane;
    private final Inbox inbox;

    RunningClient(String profile, Shard shard, UserspaceDataPlane dataPlane, Inbox inbox) {
        this.profile = profile;
        this.shard = shard;
        this.dataPlane = dataPlane;
        this.inbox = inbox;
    }

    @Override
    public String profile() {
        return profile;
    }

    @Override
    public ConnectionStatus status() {
        return shard.status();
    }

    @Override
    public StatusReport.Traffic traffic() {
        long in = 0;
        long out = 0;
        for (Spi inbound : shard.status().children()) {
            SaCounters counters = dataPlane.read(inbound);
            in += counters.inboundOctets();
            out += counters.outboundOctets();
        }
        return new StatusReport.Traffic(in, out);
    }

    @Override
    public List<FeatureState> features() {
        return dataPlane.features();
    }

    @Override
    public void disconnect() throws InterruptedException {
        inbox.tell(new ClientInput.Disconnect());
        shard.await();
    }
}
