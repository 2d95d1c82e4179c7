package org.adit.client.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;

/// One attempt's IKE SA, and what has become of it so far.
final class Link {
    private final SaId sa;
    private final Map<Spi, IkeEvent.Child> children = new LinkedHashMap<>();
    private Path path;
    private Optional<IkeEvent.Established> established = Optional.empty();

    Link(SaId sa, Path path) {
        this.sa = sa;
        this.path = path;
    }

    SaId sa() {
        return sa;
    }

    Path path() {
        return path;
    }

    void move(Path to) {
        path = to;
    }

    Optional<IkeEvent.Established> established() {
        return established;
    }

    void establish(IkeEvent.Established event) {
        established = Optional.of(event);
    }

    void childUp(IkeEvent.Child child) {
        children.put(child.inbound(), child);
    }

    void childDown(Spi inbound) {
        children.remove(inbound);
    }

    boolean carriesTraffic() {
        return !children.isEmpty();
    }

    List<Spi> inbound() {
        return List.copyOf(children.keySet());
    }

    List<TrafficSelector> remote() {
        List<TrafficSelector> all = new ArrayList<>();
        children.values().forEach(child -> all.addAll(child.remote()));
        return all;
    }
}
