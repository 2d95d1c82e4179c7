package org.adit.protocol.ike;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpRange;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;

/// The Child SAs of one lineage, at most [#MOST] at a time.
final class ChildTable {
    /// Enough for every selector set a site may want, few enough that a peer cannot fill memory.
    static final int MOST = 64;

    /// How long a deleted pair still receives what was under way: packets reordered by a network come within less.
    private static final Duration LINGER = Duration.ofSeconds(3);

    private final Tools tools;
    private final List<ChildSa> all = new ArrayList<>(1);

    ChildTable(Tools tools) {
        this.tools = tools;
    }

    List<ChildSa> all() {
        return List.copyOf(all);
    }

    boolean holds(ChildSa child) {
        return all.contains(child);
    }

    boolean full() {
        return all.size() >= MOST;
    }

    /// For a pair to come, with these selectors of the peer. All pairs of one peer end alike, see [Spi#besides].
    Spi newSpi(List<TrafficSelector> remote) {
        return tools.newChildSpi(all.stream().findFirst().map(ChildSa::inbound), hostOf(remote));
    }

    /// The address of a client. A network has none that stands for all: its packets come to any worker.
    private static Optional<IpAddress> hostOf(List<TrafficSelector> selectors) {
        return selectors.stream()
                .map(TrafficSelector::addresses)
                .filter(addresses -> addresses.first().equals(addresses.last()))
                .map(IpRange::first)
                .findFirst();
    }

    ChildSa add(IkeEvent.Child child, Now now) {
        IkeTimes times = tools.times();
        ChildSa added = new ChildSa(
                child,
                now.tick().plus(tools.jittered(times.rekeyChild())),
                now.tick().plus(times.hardChild()));
        all.add(added);
        return added;
    }

    Optional<ChildSa> byInbound(Spi spi) {
        return all.stream().filter(c -> c.inbound().equals(spi)).findFirst();
    }

    /// By the SPI on which the peer receives, which is how a peer names a pair. Those that linger are gone for it.
    Optional<ChildSa> byOutbound(Spi spi) {
        return all.stream()
                .filter(c -> c.outbound().equals(spi) && c.state() != ChildSa.State.LINGERING)
                .findFirst();
    }

    List<Spi> inbound() {
        return all.stream().map(ChildSa::inbound).toList();
    }

    /// Deleted by agreement. A pair with a successor lingers; others go at once.
    void retire(Turn turn, ChildSa child) {
        child.heir().ifPresent(next -> turn.act(new Action.StartSending(next.inbound())));
        if (child.successor().isPresent()) {
            child.linger(turn.now().tick().plus(LINGER));
        } else {
            drop(turn, child);
            turn.report(new IkeEvent.ChildDown(child.inbound()));
        }
    }

    /// Removes it from the data plane and forgets it.
    void drop(Turn turn, ChildSa child) {
        if (all.remove(child)) {
            turn.act(new Action.Remove(child.inbound()));
            tools.freeChildSpi(child.inbound());
        }
    }

    void dropAll(Turn turn) {
        all().forEach(child -> drop(turn, child));
    }

    /// The next time any of them needs attention.
    Optional<Tick> nextDue() {
        return all.stream()
                .flatMap(c -> c.appointment().stream())
                .map(ChildSa.Appointment::at)
                .min(Tick::compareTo);
    }
}
