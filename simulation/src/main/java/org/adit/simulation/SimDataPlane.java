package org.adit.simulation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.DataPlane;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.SaCounters;
import org.adit.protocol.ipsec.Spi;

/// A data plane that remembers what it was told, and notices what must never happen: an SPI in use twice, traffic
/// started on a pair that is not there.
public final class SimDataPlane implements DataPlane {
    private final Map<Spi, ChildSaSpec> byInbound = new LinkedHashMap<>();
    private final Map<Spi, Path> moved = new HashMap<>();
    private Optional<Spi> sendingOn = Optional.empty();

    @Override
    public void install(ChildSaSpec sa) {
        if (byInbound.putIfAbsent(sa.inboundSpi(), sa) != null) {
            throw new IllegalStateException("SPI " + sa.inboundSpi() + " is in use already");
        }
        if (sa.startsSending()) {
            sendingOn = Optional.of(sa.outboundSpi());
        }
    }

    @Override
    public void startSending(Spi outbound) {
        if (specOf(outbound).isPresent()) {
            sendingOn = Optional.of(outbound);
        }
    }

    @Override
    public void move(Spi outbound, Path path) {
        moved.put(outbound, path);
    }

    @Override
    public void remove(Spi inbound) {
        ChildSaSpec gone = byInbound.remove(inbound);
        if (gone != null) {
            moved.remove(gone.outboundSpi());
            gone.inboundKeys().close();
            gone.outboundKeys().close();
            if (sendingOn.filter(gone.outboundSpi()::equals).isPresent()) {
                sendingOn = byInbound.values().stream()
                        .reduce((_, last) -> last)
                        .map(ChildSaSpec::outboundSpi);
            }
        }
    }

    @Override
    public SaCounters read(Spi inbound) {
        return SaCounters.NONE;
    }

    public List<ChildSaSpec> installed() {
        return List.copyOf(byInbound.values());
    }

    public Optional<ChildSaSpec> byInbound(Spi inbound) {
        return Optional.ofNullable(byInbound.get(inbound));
    }

    /// The outbound SPI that traffic uses now. Meaningful for a peer with one line of Child SAs.
    public Optional<Spi> sendingOn() {
        return sendingOn;
    }

    /// Where packets of this pair go now.
    public Optional<Path> path(Spi outbound) {
        return Optional.ofNullable(moved.get(outbound)).or(() -> specOf(outbound).map(ChildSaSpec::path));
    }

    private Optional<ChildSaSpec> specOf(Spi outbound) {
        return byInbound.values().stream()
                .filter(spec -> spec.outboundSpi().equals(outbound))
                .findFirst();
    }
}
