package org.adit.app.bench.soak;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.adit.base.Bytes;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.EspKeys;

/// Sees every key and every IV: no key may be made twice, and under one key no IV may be used twice. IVs
/// are counters: so the last few of each SA tell.
final class NonceWatch {
    private final Function<Bytes, Bytes> hash;
    private final Set<Long> keys = new HashSet<>();
    /// The IVs by SPI; of SAs that are gone too, for what is still under way.
    private final Map<Integer, Numbers> toClients = new HashMap<>();
    private final Map<Integer, Numbers> toGateway = new HashMap<>();
    private long packets;
    private long repeats;

    NonceWatch(Function<Bytes, Bytes> hash) {
        this.hash = hash;
    }

    void onKeys(ChildSaSpec spec) {
        repeats += fresh(spec.inboundKeys()) ? 0 : 1;
        repeats += fresh(spec.outboundKeys()) ? 0 : 1;
        toClients.remove(spec.inboundSpi().value());
        toGateway.remove(spec.outboundSpi().value());
    }

    private boolean fresh(EspKeys of) {
        return keys.add(of.encryption().use(key -> print(hash.apply(Bytes.of(key, 0, key.length)))));
    }

    private static long print(Bytes hash) {
        long print = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            print = print << 8 | hash.at(i);
        }
        return print;
    }

    void toClient(int spi, long iv) {
        see(toClients, spi, iv);
    }

    void toGateway(int spi, long iv) {
        see(toGateway, spi, iv);
    }

    private void see(Map<Integer, Numbers> seen, int spi, long iv) {
        packets++;
        switch (seen.computeIfAbsent(spi, _ -> new Numbers()).arrive(iv)) {
            case IN_ORDER, LATE -> {}
            case TWICE -> repeats++;
        }
    }

    long packets() {
        return packets;
    }

    int keys() {
        return keys.size();
    }

    long repeats() {
        return repeats;
    }
}
