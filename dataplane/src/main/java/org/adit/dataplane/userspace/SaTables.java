package org.adit.dataplane.userspace;

import org.adit.protocol.esp.InnerPacket;
import org.jspecify.annotations.Nullable;

/// The SA pairs of one worker, by what packets and orders name them with: those that it owns by SPI, and all that send
/// by inner packet, for it may read packets that are another worker's to seal. The worker's alone.
final class SaTables {
    private final InboundTable inbound = new InboundTable();
    private final OutboundTable outbound = new OutboundTable();
    private final int worker;

    SaTables(int worker) {
        this.worker = worker;
    }

    @Nullable
    SaPair receiver(int spi) {
        return inbound.find(spi);
    }

    @Nullable
    SaPair sender(InnerPacket packet) {
        return outbound.find(packet);
    }

    boolean owns(SaPair pair) {
        return pair.worker() == worker;
    }

    void install(SaPair pair) {
        SaPair replaced = inbound.put(pair);
        if (replaced != null) {
            forget(replaced);
        }
    }

    void startSending(SaPair pair) {
        outbound.add(pair);
    }

    /// Takes the pair out; its owner wipes its keys.
    @SuppressWarnings("ReferenceEquality") // pairs have no other equality
    void remove(SaPair pair) {
        if (!owns(pair)) {
            outbound.remove(pair);
        } else if (inbound.find(pair.inboundSpi()) == pair) {
            inbound.remove(pair.inboundSpi());
            forget(pair);
        }
    }

    void removeAll() {
        inbound.all().forEach(this::remove);
        outbound.clear();
    }

    private void forget(SaPair pair) {
        outbound.remove(pair);
        pair.close();
    }
}
