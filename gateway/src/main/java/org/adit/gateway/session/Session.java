package org.adit.gateway.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.adit.base.net.IpPrefix;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.gateway.access.AccessRules;
import org.adit.gateway.access.GatewayFailure;
import org.adit.gateway.address.LeaseBook;
import org.adit.gateway.store.Kept;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.SaCounters;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.negotiate.IkeSuite;

/// One admitted peer. Changed only by [Sessions] and [GatewayCore].
final class Session {
    /// Who it is. `device` is the id of a device, or `site:NAME`.
    record Holder(String user, String device, String deviceName, String role, AccessRules.Limits limits) {}

    static final String SITE = "site:";

    final long number;
    final SaId sa;
    final Holder holder;
    final Now since;
    /// Given back one by one; empty after they went to a newer session.
    List<LeaseBook.Lease> leases;
    /// Networks of a site that have routes because of this session.
    final List<IpPrefix> routes;

    String peer;
    boolean established;
    Optional<IkeSuite> suite = Optional.empty();
    /// We ordered its end, for this reason.
    Optional<GatewayFailure> ending = Optional.empty();
    Tick lastUsed;

    private final TreeMap<Integer, SaCounters> children = new TreeMap<>();
    private long pastInbound;
    private long pastOutbound;

    Session(long number, SaId sa, Holder holder, Now since, Granting granting) {
        this.number = number;
        this.sa = sa;
        this.holder = holder;
        this.since = since;
        this.leases = granting.leases();
        this.routes = granting.routes();
        this.peer = granting.peer();
        this.lastUsed = since.tick();
    }

    /// What it got when it was let in.
    record Granting(List<LeaseBook.Lease> leases, List<IpPrefix> routes, String peer) {
        Granting {
            leases = List.copyOf(leases);
            routes = List.copyOf(routes);
        }
    }

    /// A role may be called "site" too: the holder tells them apart.
    boolean isSite() {
        return holder.device().startsWith(SITE);
    }

    void childUp(Spi inbound) {
        children.put(inbound.value(), SaCounters.NONE);
    }

    void childDown(Spi inbound) {
        SaCounters last = children.remove(inbound.value());
        if (last != null) {
            pastInbound += last.inboundOctets();
            pastOutbound += last.outboundOctets();
        }
    }

    void counted(Spi inbound, SaCounters now, Tick at) {
        SaCounters before = children.get(inbound.value());
        if (before == null) {
            return;
        }
        if (before.inboundPackets() != now.inboundPackets() || before.outboundPackets() != now.outboundPackets()) {
            lastUsed = at;
        }
        children.put(inbound.value(), now);
    }

    List<Spi> inboundSpis() {
        return children.keySet().stream().map(Spi::new).toList();
    }

    long inboundOctets() {
        return pastInbound
                + children.values().stream()
                        .mapToLong(SaCounters::inboundOctets)
                        .sum();
    }

    long outboundOctets() {
        return pastOutbound
                + children.values().stream()
                        .mapToLong(SaCounters::outboundOctets)
                        .sum();
    }

    GatewayAction.SessionView view() {
        return new GatewayAction.SessionView(
                number,
                holder.user(),
                holder.deviceName(),
                holder.role(),
                leases.stream().map(lease -> lease.address().toString()).toList(),
                peer,
                since.wall(),
                suite.map(IkeSuite::toString),
                children.size(),
                inboundOctets(),
                outboundOctets());
    }

    Kept.Session kept() {
        return new Kept.Session(
                number,
                holder.user(),
                holder.deviceName(),
                holder.role(),
                leases.stream().map(LeaseBook.Lease::address).toList(),
                peer,
                since.wall(),
                Optional.empty());
    }

    Kept.Ending ended(Instant at, String why) {
        return new Kept.Ending(at, why, inboundOctets(), outboundOctets());
    }
}
