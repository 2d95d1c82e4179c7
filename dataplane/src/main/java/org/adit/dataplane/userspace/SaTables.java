package org.adit.dataplane.userspace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.adit.protocol.esp.InnerPacket;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.jspecify.annotations.Nullable;

/// All SA pairs of one worker, by what packets and orders name them with. The worker's alone.
final class SaTables {
    private final InboundTable inbound = new InboundTable();
    private final OutboundTable outbound = new OutboundTable();
    private final Map<Integer, List<SaPair>> byOutboundSpi = new HashMap<>();
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
        byOutboundSpi
                .computeIfAbsent(pair.outbound().spi(), _ -> new ArrayList<>(1))
                .add(pair);
        if (pair.spec().startsSending()) {
            start(pair);
        }
    }

    /// Of several pairs whose peers chose the same SPI, the newest is meant: only a new pair is ever started.
    void startSending(Spi spi) {
        List<SaPair> pairs = named(spi);
        if (!pairs.isEmpty() && pairs.getLast().startOrder() == 0) {
            start(pairs.getLast());
        }
    }

    private void start(SaPair pair) {
        pair.startSending(++starts);
        outbound.add(pair);
    }

    /// Peers choose these SPIs independently, so two may have chosen the same: then only the one that was heard from
    /// the new endpoint is moved.
    @Nullable
    SaPair mover(Spi spi, Path path) {
        List<SaPair> pairs = named(spi);
        if (pairs.size() == 1) {
            return pairs.getFirst();
        }
        for (SaPair pair : pairs) {
            if (pair.heardFrom(path.peer())) {
                return pair;
            }
        }
        return null;
    }

    private List<SaPair> named(Spi spi) {
        return byOutboundSpi.getOrDefault(spi.value(), List.of());
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
        List<SaPair> named = byOutboundSpi.get(pair.outbound().spi());
        if (named != null && named.remove(pair) && named.isEmpty()) {
            byOutboundSpi.remove(pair.outbound().spi());
        }
        pair.close();
    }
}
