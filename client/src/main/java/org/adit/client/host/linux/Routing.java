package org.adit.client.host.linux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.client.host.HostPlan;
import org.adit.dataplane.linux.Done;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.linux.netlink.InterfaceAddress;
import org.adit.dataplane.linux.netlink.Link;
import org.adit.dataplane.linux.netlink.LinuxNetwork;
import org.adit.dataplane.linux.netlink.Route;
import org.adit.dataplane.linux.netlink.Rule;

/// The kernel's side of a plan. All routes are in the slot's own table, so that they neither meet nor hide anyone
/// else's; rules lead into it. The gateway's own addresses are "throw" routes there: their packets go on to the main
/// table, whatever network the client is in at the time, and reverse-path filters agree.
final class Routing {
    private final LinuxNetwork network;
    private final Slot slot;

    Routing(LinuxNetwork network, Slot slot) {
        this.network = network;
        this.slot = slot;
    }

    Result<Done, OsFailure> apply(HostPlan plan) {
        return network.link(slot.device())
                .then(link ->
                        addresses(link, plan).then(_ -> routes(link, plan)).then(_ -> rules(plan)));
    }

    /// Rules first, so that nothing is led into a table that is half empty.
    Result<Done, OsFailure> remove() {
        Result<Done, OsFailure> done = Result.ok(Done.DONE);
        for (IpFamily family : IpFamily.values()) {
            Result<Done, OsFailure> removed = ownRules(family)
                    .then(rules -> each(rules, network::removeRule))
                    .then(_ -> ownRoutes(family))
                    .then(routes -> each(routes, network::removeRoute));
            done = done.then(_ -> unlessUnsupported(removed));
        }
        return done;
    }

    private Result<Done, OsFailure> addresses(Link link, HostPlan plan) {
        List<InterfaceAddress> wanted = plan.addresses().stream()
                .map(a -> new InterfaceAddress(a, a.family().bits()))
                .toList();
        return network.withoutLinkLocal(link)
                .then(_ -> network.setMtu(link, plan.mtu()))
                .then(_ -> network.bringUp(link))
                .then(_ -> each(wanted, address -> network.addAddress(link, address)))
                .then(_ -> network.addresses(link))
                .then(there -> each(
                        there.stream().filter(a -> !wanted.contains(a)).toList(),
                        address -> network.removeAddress(link, address)));
    }

    private Result<Done, OsFailure> routes(Link link, HostPlan plan) {
        List<Route> wanted = new ArrayList<>();
        for (IpAddress outside : plan.outside()) {
            wanted.add(thrown(IpPrefix.host(outside)));
        }
        plan.refused().forEach(prefix -> wanted.add(Route.unreachable(prefix).inTable(slot.table())));
        plan.inside().stream()
                .filter(prefix -> wanted.stream().noneMatch(r -> r.destination().equals(prefix)))
                .map(prefix -> Route.into(link.index(), prefix).inTable(slot.table()))
                .toList()
                .forEach(wanted::add);
        Result<Done, OsFailure> done = Result.ok(Done.DONE);
        for (IpFamily family : IpFamily.values()) {
            List<Route> ofFamily = wanted.stream()
                    .filter(r -> r.destination().family() == family)
                    .toList();
            boolean needed = plan.inside().stream().anyMatch(p -> p.family() == family);
            Result<Done, OsFailure> made = routes(family, ofFamily);
            done = done.then(_ -> needed ? made : unlessUnsupported(made));
        }
        return done;
    }

    private Result<Done, OsFailure> routes(IpFamily family, List<Route> wanted) {
        Set<IpPrefix> destinations = new HashSet<>();
        wanted.forEach(route -> destinations.add(route.destination()));
        return each(wanted, network::addRoute)
                .then(_ -> ownRoutes(family))
                .then(there -> each(
                        there.stream()
                                .filter(r -> !destinations.contains(r.destination()))
                                .toList(),
                        network::removeRoute));
    }

    private Result<Done, OsFailure> rules(HostPlan plan) {
        Result<Done, OsFailure> done = Result.ok(Done.DONE);
        for (IpFamily family : IpFamily.values()) {
            boolean needed = plan.inside().stream().anyMatch(p -> p.family() == family);
            boolean refusing = plan.refused().stream().anyMatch(p -> p.family() == family);
            List<Rule> wanted = needed || refusing ? wantedRules(family, plan) : List.of();
            Result<Done, OsFailure> made = each(wanted, network::addRule)
                    .then(_ -> ownRules(family))
                    .then(there -> each(
                            there.stream()
                                    .filter(rule -> wanted.stream().noneMatch(w -> w.priority() == rule.priority()))
                                    .toList(),
                            network::removeRule));
            done = done.then(_ -> needed ? made : unlessUnsupported(made));
        }
        return done;
    }

    private List<Rule> wantedRules(IpFamily family, HostPlan plan) {
        Rule into = slot.intoTunnel(family);
        if (!plan.localNetworksFirst()) {
            return List.of(into);
        }
        Rule local = new Rule(
                family,
                slot.priority(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                Route.MAIN,
                OptionalInt.of(0),
                0);
        return List.of(local, into);
    }

    private Route thrown(IpPrefix destination) {
        return new Route(
                destination,
                Route.Kind.THROW,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                slot.table(),
                0,
                0);
    }

    private Result<List<Route>, OsFailure> ownRoutes(IpFamily family) {
        return network.routes(family, slot.table())
                .map(all -> all.stream()
                        .filter(route -> route.protocol() == LinuxNetwork.CLIENT_MARK)
                        .toList());
    }

    private Result<List<Rule>, OsFailure> ownRules(IpFamily family) {
        return network.rules(family)
                .map(all -> all.stream()
                        .filter(rule -> rule.protocol() == LinuxNetwork.CLIENT_MARK && slot.owns(rule))
                        .toList());
    }

    private static Result<Done, OsFailure> unlessUnsupported(Result<Done, OsFailure> result) {
        return result instanceof Result.Failed<Done, OsFailure>(OsFailure failure)
                        && failure instanceof OsFailure.FamilyUnsupported
                ? Result.ok(Done.DONE)
                : result;
    }

    private interface Step<T> {
        Result<Done, OsFailure> on(T one);
    }

    private static <T> Result<Done, OsFailure> each(List<T> all, Step<T> step) {
        for (T one : all) {
            if (step.on(one) instanceof Result.Failed<Done, OsFailure> failed) {
                return failed;
            }
        }
        return Result.ok(Done.DONE);
    }
}
