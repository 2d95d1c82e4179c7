package org.adit.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.adit.base.time.Tick;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.Spi;
import org.adit.simulation.Attempts.Fate;
import org.adit.simulation.SimDataPlane.Flow;
import org.adit.simulation.SimDataPlane.Installed;
import org.adit.simulation.WorldRun.Violation;

/// What must hold in a world: always, at rest, and after everybody has left.
final class WorldChecks {
    /// Longer than an attempt may take: retransmission of IKE_SA_INIT, then of IKE_AUTH.
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(90);

    /// Longer than deleted pairs linger.
    private static final Duration REST = Duration.ofSeconds(4);

    private final World world;
    private final Map<Named, Named> joined = new HashMap<>();
    private final Set<Removal> removals = new HashSet<>();

    /// A node's name for an IKE SA: good for one life of that node, and so of its data plane.
    private record Named(SimDataPlane life, SaId sa) {}

    /// A flow, as the client sees it, that somebody wanted removed; for good, since it is never wanted again.
    private record Removal(int client, Flow flow) {}

    /// One direction of traffic.
    private record Direction(World.Client client, SimNode from, SimNode to, SaId toSa) {}

    WorldChecks(World world) {
        this.world = world;
    }

    void willBeRemoved(World.Client client, Flow flow) {
        removals.add(new Removal(client.number(), flow));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new Violation(otherwise);
        }
    }

    // ---- at any time

    void always() {
        attemptsEnd("the gateway", world.gateway().attempts());
        leasesAreSessions();
        knownIsInstalled("the gateway", world.gatewayNode(), world.gateway().attempts());
        for (World.Client client : world.clients()) {
            attemptsEnd("client " + client.number(), client.program().attempts());
            knownIsInstalled(
                    "client " + client.number(), client.node(), client.program().attempts());
            trafficArrives(client);
        }
    }

    private void attemptsEnd(String who, Attempts attempts) {
        Tick now = world.time().tick();
        attempts.fates().forEach((sa, fate) -> {
            if (fate instanceof Fate.Opening(var since)) {
                check(
                        now.since(since).compareTo(LONGEST_OPENING) < 0,
                        "the attempt " + sa + " of " + who + " is neither established nor over");
            }
        });
    }

    private void leasesAreSessions() {
        Set<SaId> sessions = new LinkedHashSet<>();
        world.gateway().attempts().fates().forEach((sa, fate) -> {
            if (fate instanceof Fate.Established(var how)
                    && !how.assignment().addresses().isEmpty()) {
                sessions.add(sa);
            }
        });
        check(
                sessions.equals(world.gateway().leased()),
                "leases " + world.gateway().leased() + ", sessions " + sessions);
    }

    /// What was reported is there. More may be there for a moment, as a deleted pair lingers.
    private static void knownIsInstalled(String who, SimNode node, Attempts attempts) {
        for (SaId sa : attempts.fates().keySet()) {
            for (Spi spi : attempts.children(sa)) {
                check(
                        node.dataPlane()
                                .byInbound(spi)
                                .filter(p -> p.sa().equals(sa))
                                .isPresent(),
                        who + " believes in the Child SA " + spi + " of " + sa + ", which is not installed");
            }
        }
    }

    /// R-7296-11: whoever sends does so where the other receives, as long as both have the IKE SA.
    private void trafficArrives(World.Client client) {
        Optional<SaId> here = client.program().established();
        if (here.isEmpty()) {
            return;
        }
        SimNode gateway = world.gatewayNode();
        Named key = new Named(client.node().dataPlane(), here.get());
        findJoin(key, gateway.dataPlane());
        Optional<SaId> joinedTo = Optional.ofNullable(joined.get(key))
                .filter(named -> named.life() == gateway.dataPlane())
                .map(Named::sa)
                .filter(world.gateway().attempts()::isEstablished);
        if (joinedTo.isEmpty()) {
            return;
        }
        SaId there = joinedTo.get();
        arrives(
                new Direction(client, client.node(), gateway, there),
                here.get(),
                client.program().attempts());
        arrives(
                new Direction(client, gateway, client.node(), here.get()),
                there,
                world.gateway().attempts());
    }

    private void findJoin(Named key, SimDataPlane gateway) {
        for (Installed pair : key.life().installed()) {
            gateway.byInbound(pair.spec().outboundSpi())
                    .filter(there -> there.inboundKey() == pair.outboundKey()
                            && pair.sa().equals(key.sa()))
                    .ifPresent(there -> joined.put(key, new Named(gateway, there.sa())));
        }
    }

    private void arrives(Direction way, SaId fromSa, Attempts attempts) {
        for (Installed pair : way.from().dataPlane().sending()) {
            boolean fromClient = way.from() == way.client().node();
            Flow flow = fromClient ? pair.flow() : pair.flow().mirrored();
            boolean wanted = !removals.contains(new Removal(way.client().number(), flow));
            // A new pair, other than one that replaces another, may be used before the initiator has heard of it.
            boolean due = way.to().dataPlane().everUsed(pair.spec().outboundSpi())
                    || attempts.cameByRekey(pair.spec().inboundSpi());
            if (pair.sa().equals(fromSa) && wanted && due) {
                Optional<Installed> other =
                        way.to().dataPlane().byInbound(pair.spec().outboundSpi());
                check(
                        other.filter(o -> o.inboundKey() == pair.outboundKey() && o.sa().equals(way.toSa()))
                                .isPresent(),
                        (fromClient ? "client " + way.client().number() : "the gateway") + " sends on "
                                + pair.spec().outboundSpi() + " (" + flow + "), where "
                                + (fromClient
                                        ? "the gateway"
                                        : "client " + way.client().number())
                                + " does not receive");
            }
        }
    }

    // ---- at rest

    void everybodyIsConnected() {
        for (World.Client client : world.clients()) {
            check(client.program().connected(), "client " + client.number() + " cannot connect in fair weather");
        }
    }

    /// False while IKE messages were exchanged just now.
    boolean agreementIfAtRest(World.Client client) {
        Tick since = world.network().lastIke(client.node().address());
        if (world.time().tick().since(since).compareTo(REST) < 0) {
            return false;
        }
        SaId here =
                client.program().established().orElseThrow(() -> new Violation("client " + client.number() + " fell"));
        List<SaId> there = world.gateway().attempts().fates().entrySet().stream()
                .filter(e -> e.getValue() instanceof Fate.Established(var how)
                        && how.peer().identity().sameAs(client.identity()))
                .map(Map.Entry::getKey)
                .toList();
        check(there.size() == 1, "the gateway has " + there.size() + " sessions of client " + client.number());
        List<Installed> ours = of(client.node(), here);
        List<Installed> theirs = of(world.gatewayNode(), there.getFirst());
        check(
                ours.size() == theirs.size(),
                "client " + client.number() + " has " + spis(ours) + ", the gateway " + spis(theirs));
        for (Installed pair : ours) {
            Installed other = theirs.stream()
                    .filter(o -> o.spec().inboundSpi().equals(pair.spec().outboundSpi()))
                    .findFirst()
                    .orElseThrow(() -> new Violation("only client " + client.number() + " has " + pair));
            check(matches(pair, other), pair + " and " + other + " do not match");
        }
        check(
                spis(ours).equals(client.program().attempts().children(here)),
                "installed " + spis(ours) + ", known "
                        + client.program().attempts().children(here) + " at client " + client.number());
        check(
                spis(theirs).equals(world.gateway().attempts().children(there.getFirst())),
                "installed " + spis(theirs) + ", known "
                        + world.gateway().attempts().children(there.getFirst()) + " at the gateway");
        return true;
    }

    private static List<Installed> of(SimNode node, SaId sa) {
        return node.dataPlane().installed().stream()
                .filter(p -> p.sa().equals(sa))
                .toList();
    }

    private static Set<Spi> spis(List<Installed> pairs) {
        return pairs.stream().map(p -> p.spec().inboundSpi()).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean matches(Installed one, Installed other) {
        return one.spec().inboundSpi().equals(other.spec().outboundSpi())
                && one.inboundKey() == other.outboundKey()
                && one.outboundKey() == other.inboundKey()
                && one.spec().suite().equals(other.spec().suite())
                && one.flow().equals(other.flow().mirrored());
    }

    // ---- at the end

    void nothingIsLeft() {
        nothingIsLeft("the gateway", world.gatewayNode(), world.gateway().attempts());
        check(
                world.gateway().leased().isEmpty(),
                "leases are left: " + world.gateway().leased());
        for (World.Client client : world.clients()) {
            nothingIsLeft(
                    "client " + client.number(), client.node(), client.program().attempts());
        }
        check(world.time().plans() == 0, world.time().plans() + " things are still planned");
    }

    private static void nothingIsLeft(String who, SimNode node, Attempts attempts) {
        check(node.endpoint().size() == 0, who + " has " + node.endpoint().size() + " IKE SAs left");
        check(node.endpoint().halfOpen() == 0, who + " counts half-open IKE SAs");
        check(node.dataPlane().installed().isEmpty(), who + " has pairs left");
        check(!node.awaitsTime(), who + " wants to be woken for nothing");
        attempts.fates()
                .forEach(
                        (sa, fate) -> check(fate instanceof Fate.Over, "attempt " + sa + " of " + who + " is " + fate));
    }
}
