package org.adit.protocol.ike;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.adit.protocol.auth.ProvenPeer;
import org.adit.protocol.exchange.PeerFeatures;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.NatDetection.NatStatus;

/// What an IKE SA hands on when it is rekeyed: name, path, peer, what was admitted, and the Child SAs. One SA of the
/// line is current and starts exchanges; the others are on their way in or out (RFC 7296 §2.8, 2.18).
final class Lineage {
    private final SaId id;
    private final Tools tools;
    private final ChildTable children;
    private Path path;
    private NatStatus nat = NatStatus.UNKNOWN;
    private PeerFeatures features = new PeerFeatures(false, Set.of());
    private Optional<ProvenPeer> peer = Optional.empty();
    private List<TrafficSelector> local = List.of();
    private List<TrafficSelector> remote = List.of();
    private Optional<IkeSa> current = Optional.empty();
    private final List<IkeSa> members = new ArrayList<>(1);
    private final List<IkeSa> departed = new ArrayList<>(0);

    Lineage(SaId id, Tools tools, Path path) {
        this.id = id;
        this.tools = tools;
        this.path = path;
        this.children = new ChildTable(tools);
    }

    SaId id() {
        return id;
    }

    Tools tools() {
        return tools;
    }

    ChildTable children() {
        return children;
    }

    Path path() {
        return path;
    }

    NatStatus nat() {
        return nat;
    }

    PeerFeatures features() {
        return features;
    }

    Optional<ProvenPeer> peer() {
        return peer;
    }

    List<TrafficSelector> local() {
        return local;
    }

    List<TrafficSelector> remote() {
        return remote;
    }

    void onInit(NatStatus status, PeerFeatures announced) {
        nat = status;
        features = announced;
    }

    /// Before the IKE SA is established: the float to port 4500.
    void floatTo(Path next) {
        path = next;
    }

    void prove(ProvenPeer proven) {
        peer = Optional.of(proven);
    }

    void admit(List<TrafficSelector> ours, List<TrafficSelector> theirs) {
        local = List.copyOf(ours);
        remote = List.copyOf(theirs);
    }

    boolean isCurrent(IkeSa sa) {
        return current.filter(c -> c == sa).isPresent();
    }

    void join(IkeSa sa) {
        members.add(sa);
    }

    /// All IKE SAs of the line that have not ended.
    List<IkeSa> members() {
        return List.copyOf(members);
    }

    void leave(IkeSa sa) {
        members.remove(sa);
        departed.add(sa);
    }

    /// Those that ended since it was last asked.
    List<IkeSa> takeDeparted() {
        List<IkeSa> taken = List.copyOf(departed);
        departed.clear();
        return taken;
    }

    Optional<IkeSa> current() {
        return current;
    }

    void makeCurrent(IkeSa sa) {
        current = Optional.of(sa);
    }

    /// Everything from now on goes over `next`, Child SAs as well.
    void move(Turn turn, Path next) {
        if (next.equals(path)) {
            return;
        }
        path = next;
        children.inbound().forEach(spi -> turn.act(new Action.Move(spi, next)));
        turn.report(new IkeEvent.PathMoved(next));
    }
}
