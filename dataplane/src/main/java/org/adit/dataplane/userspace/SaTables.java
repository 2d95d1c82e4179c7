package org.adit.dataplane.userspace;

import org.adit.protocol.esp.InnerPacket;
import org.adit.protocol.ipsec.Spi;
import org.jspecify.annotations.Nullable;

/// All SA pairs of one worker, by what packets and orders name them with. The worker's alone.
final class SaTables {
    private final InboundTable inbound = new InboundTable();
    private final OutboundTable outbound = new OutboundTable();
    private long starts;

    @Nullable
    SaPair receiver(int spi) {
        return inbound.find(spi);
    }

    @Nullable
    SaPair sender(InnerPacket packet) {
        return outbound.find(packet);
    }

    void install(SaPair pair) {
        SaPair replaced = inbound.put(pair);
        if (replaced != null) {
            forget(replaced);
        }
        if (pair.startsSending()) {
            start(pair);
        }
    }

    void startSending(Spi spi) {
        SaPair pair = inbound.find(spi.value());
        if (pair != null) {
            start(pair);
        }
    }

    private void start(SaPair pair) {
        pair.startSending(++starts);
        outbound.add(pair);
    }

    /// Takes the pair out and wipes its keys.
    void remove(Spi spi) {
        SaPair pair = inbound.remove(spi.value());
        if (pair != null) {
            forget(pair);
        }
    }

    void removeAll() {
        for (SaPair pair : inbound.all()) {
            remove(new Spi(pair.inboundSpi()));
        }
    }

    private void forget(SaPair pair) {
        outbound.remove(pair);
        pair.close();
    }
}
