package org.adit.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;

/// A data plane that remembers what it was told, and notices what must never happen: an SPI or a key used twice.
/// Outbound traffic of a [Flow] goes to the pair that was last told to send it.
public final class SimDataPlane {
    private final Map<Spi, Installed> byInbound = new LinkedHashMap<>();
    private final Map<Flow, Spi> sending = new LinkedHashMap<>();
    private final Map<Spi, Path> moved = new HashMap<>();
    private final Map<Spi, Long> sealed = new HashMap<>();
    private final Map<Spi, Long> highest = new HashMap<>();
    private final Set<Spi> everUsed = new HashSet<>();
    private final Set<Long> everKeyed = new HashSet<>();

    /// Inner traffic, by the selectors that carry it, as seen from here.
    public record Flow(List<TrafficSelector> local, List<TrafficSelector> remote) {
        Flow mirrored() {
            return new Flow(/* local= */ remote, /* remote= */ local);
        }
    }

    /// A pair, whose SA it is, and fingerprints of its keys that outlive them.
    public record Installed(SaId sa, ChildSaSpec spec, long inboundKey, long outboundKey) {
        public Flow flow() {
            return new Flow(spec.local(), spec.remote());
        }
    }

    enum Received {
        FINE,
        FROM_ELSEWHERE,
        UNKNOWN
    }

    void install(SaId sa, ChildSaSpec spec) {
        Installed pair = new Installed(sa, spec, fingerprint(spec.inboundKeys()), fingerprint(spec.outboundKeys()));
        if (!everUsed.add(spec.inboundSpi())) {
            throw new IllegalStateException("SPI " + spec.inboundSpi() + " was in use before");
        }
        if (!everKeyed.add(pair.outboundKey())) {
            throw new IllegalStateException("the key of " + spec.outboundSpi() + " was in use before");
        }
        byInbound.put(spec.inboundSpi(), pair);
        if (spec.startsSending()) {
            sending.put(pair.flow(), spec.inboundSpi());
        }
    }

    private static long fingerprint(EspKeys keys) {
        return keys.encryption().use(k -> (long) Arrays.hashCode(k) << 32 ^ Arrays.hashCode(Arrays.copyOf(k, 16)));
    }

    void startSending(Spi inbound) {
        byInbound(inbound).ifPresent(pair -> sending.put(pair.flow(), inbound));
    }

    void move(Spi inbound, Path path) {
        if (byInbound.containsKey(inbound)) {
            moved.put(inbound, path);
        }
    }

    void remove(Spi inbound) {
        Installed gone = byInbound.remove(inbound);
        if (gone == null) {
            throw new IllegalStateException("SPI " + inbound + " was removed twice");
        }
        moved.remove(inbound);
        sealed.remove(inbound);
        highest.remove(inbound);
        gone.spec().inboundKeys().close();
        gone.spec().outboundKeys().close();
        if (sending.remove(gone.flow(), inbound)) {
            byInbound.values().stream()
                    .filter(other ->
                            other.flow().equals(gone.flow()) && other.sa().equals(gone.sa()))
                    .reduce((_, last) -> last)
                    .ifPresent(other -> sending.put(gone.flow(), other.spec().inboundSpi()));
        }
    }

    SimPacket.Esp seal(Installed pair) {
        long sequence = sealed.merge(pair.spec().inboundSpi(), 1L, Long::sum);
        return new SimPacket.Esp(pair.spec().outboundSpi(), pair.outboundKey(), sequence);
    }

    Received receive(Path path, SimPacket.Esp esp) {
        Optional<Installed> pair = byInbound(esp.spi()).filter(p -> p.inboundKey() == esp.key());
        if (pair.isEmpty()) {
            return Received.UNKNOWN;
        }
        boolean newest = highest.merge(esp.spi(), esp.sequence(), Math::max) == esp.sequence();
        return newest && !path.peer().equals(path(pair.get()).peer()) ? Received.FROM_ELSEWHERE : Received.FINE;
    }

    public List<Installed> installed() {
        return List.copyOf(byInbound.values());
    }

    public Optional<Installed> byInbound(Spi inbound) {
        return Optional.ofNullable(byInbound.get(inbound));
    }

    public boolean everUsed(Spi inbound) {
        return everUsed.contains(inbound);
    }

    /// The pairs that outbound traffic uses now, one a flow.
    public List<Installed> sending() {
        return sending.values().stream().map(byInbound::get).toList();
    }

    /// Where packets of this pair go now.
    public Path path(Installed pair) {
        return moved.getOrDefault(pair.spec().inboundSpi(), pair.spec().path());
    }

    /// Empty, but it knows what was in use before.
    SimDataPlane afterRestart() {
        SimDataPlane next = new SimDataPlane();
        next.everUsed.addAll(everUsed);
        next.everKeyed.addAll(everKeyed);
        return next;
    }
}
