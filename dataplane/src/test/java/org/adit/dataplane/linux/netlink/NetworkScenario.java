package org.adit.dataplane.linux.netlink;

import static org.adit.dataplane.linux.InNamespace.must;
import static org.adit.dataplane.linux.InNamespace.tell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.dataplane.linux.Poller;
import org.adit.dataplane.linux.tun.Tun;

/// Runs inside a namespace: what we tell the kernel, seen through our own eyes and through `ip`.
final class NetworkScenario {
    private static final int TABLE = 4711;
    private static final int MARK = 0xad17;
    private static final long LONG_ENOUGH = 20_000_000_000L;

    private final LinuxNetwork network = must(LinuxNetwork.open(LinuxNetwork.GATEWAY_MARK));
    private final LinuxNetwork client = must(LinuxNetwork.open(LinuxNetwork.CLIENT_MARK));

    public static void main(String[] arguments) throws Exception {
        NetworkScenario scenario = new NetworkScenario();
        try (Tun tun = must(Tun.open("adnl0", Tun.Offload.AUTO))) {
            scenario.links(tun);
            Link link = must(scenario.network.link(tun.name()));
            scenario.addresses(link);
            scenario.routes(link);
            scenario.rules(link);
            scenario.leftovers(link);
            scenario.events(link);
        }
        tell("goneWithTheDevice", scenario.network.link("adnl0"));
    }

    private void links(Tun tun) throws IOException {
        tell("noSuchLink", network.link("ad-nowhere"));
        Link made = must(network.link(tun.name()));
        must(network.withoutLinkLocal(made));
        must(network.bringUp(made));
        must(network.bringUp(made));
        must(network.setMtu(made, 1333));
        tell("link", must(network.link(tun.name())).equals(new Link(made.index(), "adnl0", 1333, true, "tun")));
        tell("linkKnownToIp", ip("-o", "link", "show", "adnl0").contains("mtu 1333"));
        tell("allLinks", must(network.links()).stream().map(Link::name).toList());
        must(network.takeDown(made));
        tell("down", must(network.link(tun.name())).up());
        must(network.bringUp(made));
        must(network.bringUp(must(network.link("lo"))));
        tell("absurdMtu", network.setMtu(made, -5));
    }

    private void addresses(Link link) throws IOException {
        InterfaceAddress v4 = new InterfaceAddress(IpAddress.of("10.66.0.1"), 24);
        InterfaceAddress v6 = new InterfaceAddress(IpAddress.of("fd66::1"), 64);
        for (InterfaceAddress address : List.of(v4, v6)) {
            must(network.addAddress(link, address));
            must(network.addAddress(link, address));
        }
        tell("addresses", must(network.addresses(link)));
        tell("tentative", ip("-6", "address", "show", "dev", "adnl0").contains("tentative"));
        must(network.removeAddress(link, v6));
        must(network.removeAddress(link, v6));
        tell("addressesLater", must(network.addresses(link)));
        must(network.addAddress(link, v6));
    }

    private void routes(Link link) throws IOException {
        List<Route> wanted = List.of(
                Route.into(link.index(), IpPrefix.of("192.0.2.0/24")),
                Route.into(link.index(), IpPrefix.of("2001:db8::/32")),
                Route.via(IpAddress.of("10.66.0.77"), IpPrefix.of("198.51.100.0/24"))
                        .withMetric(50),
                Route.via(IpAddress.of("fd66::77"), IpPrefix.of("2001:db8:1::/48")),
                Route.unreachable(IpPrefix.of("203.0.113.0/24")),
                Route.unreachable(IpPrefix.of("2001:db8:2::/48")),
                Route.into(link.index(), IpPrefix.of("0.0.0.0/0")).inTable(TABLE),
                Route.into(link.index(), IpPrefix.of("::/0")).inTable(TABLE));
        for (Route route : wanted) {
            must(network.addRoute(route));
            must(network.addRoute(route));
        }
        Route again = wanted.get(2);
        must(network.addRoute(
                Route.via(IpAddress.of("10.66.0.78"), again.destination()).withMetric(50)));
        tell("elsewhere", ours(IpFamily.V4, Route.MAIN));
        must(network.addRoute(again));
        tell("v4routes", ours(IpFamily.V4, Route.MAIN));
        tell("v6routes", ours(IpFamily.V6, Route.MAIN));
        tell("tableRoutes", ours(IpFamily.V4, TABLE) + " " + ours(IpFamily.V6, TABLE));
        tell("knownToIp", ip("route", "show", "proto", "173").lines().count());
        ip("route", "add", "198.18.0.0/15", "dev", "adnl0", "proto", "static");
        Route others = Route.into(link.index(), IpPrefix.of("198.18.0.0/15"));
        tell("someoneElses", network.addRoute(others));
        must(network.removeRoute(others));
        tell("someoneElsesStays", ip("route", "show", "198.18.0.0/15").contains("static"));
        must(network.replaceRoute(others));
        tell("replaced", ip("route", "show", "198.18.0.0/15").contains("proto 173"));
        tell(
                "way",
                must(network.routeTo(IpAddress.of("198.51.100.9"), OptionalInt.empty()))
                        .gateway());
        tell(
                "way6",
                must(network.routeTo(IpAddress.of("2001:db8:1::9"), OptionalInt.empty()))
                        .preferredSource());
        tell("noWay", network.routeTo(IpAddress.of("8.8.8.8"), OptionalInt.empty()));
        tell("noNextHop", network.addRoute(Route.via(IpAddress.of("172.31.0.1"), IpPrefix.of("172.30.0.0/16"))));
        must(network.removeRoute(wanted.getFirst()));
        must(network.removeRoute(wanted.getFirst()));
        tell("v4routesLater", ours(IpFamily.V4, Route.MAIN));
    }

    private void rules(Link link) throws IOException {
        for (IpFamily family : IpFamily.values()) {
            for (Rule rule : Rule.allButMarked(family, 30000, MARK, TABLE)) {
                must(network.addRule(rule));
                must(network.addRule(rule));
            }
            must(network.addRule(Rule.lookUp(family, 29000, TABLE)
                    .from(IpPrefix.of(family == IpFamily.V4 ? "10.99.0.0/16" : "fd99::/16"))));
            tell(
                    family + "rules",
                    must(network.rules(family)).stream()
                            .filter(rule -> rule.protocol() == LinuxNetwork.GATEWAY_MARK)
                            .map(Rule::toString)
                            .toList());
        }
        tell("rulesKnownToIp", ip("rule", "show"));
        // Without a mark into the tunnel's table; with it there is no way, as the main table has no default route.
        IpAddress far = IpAddress.of("8.8.8.8");
        tell("unmarked", must(network.routeTo(far, OptionalInt.empty())).link().getAsInt() == link.index());
        tell("marked", network.routeTo(far, OptionalInt.of(MARK)));
        Rule first = Rule.allButMarked(IpFamily.V4, 30000, MARK, TABLE).getFirst();
        must(network.removeRule(first));
        must(network.removeRule(first));
    }

    private void leftovers(Link link) {
        must(client.addRoute(Route.into(link.index(), IpPrefix.of("192.88.99.0/24"))));
        LinuxNetwork.Leftovers found = must(network.removeLeftovers());
        tell("leftovers", found.routes().size() + " routes, " + found.rules().size() + " rules");
        tell("leftoversLater", must(network.removeLeftovers()).isEmpty());
        tell(
                "afterwards",
                ours(IpFamily.V4, Route.MAIN) + " " + ours(IpFamily.V6, Route.MAIN) + " " + ours(IpFamily.V4, TABLE));
        tell("clientsStay", must(client.removeLeftovers()).routes().size());
    }

    private void events(Link link) throws IOException {
        try (NetworkEvents events = must(NetworkEvents.open());
                Poller poller = must(Poller.open(List.of(events)))) {
            tell("quiet", events.changes());
            ip("address", "add", "10.88.0.1/24", "dev", "adnl0");
            poller.park(LONG_ENOUGH);
            tell(
                    "addressCame",
                    events.changes()
                            .contains(new NetworkEvents.AddressCame(
                                    link.index(), new InterfaceAddress(IpAddress.of("10.88.0.1"), 24))));
            ip("address", "del", "10.88.0.1/24", "dev", "adnl0");
            poller.park(LONG_ENOUGH);
            tell(
                    "addressWent",
                    events.changes()
                            .contains(new NetworkEvents.AddressWent(
                                    link.index(), new InterfaceAddress(IpAddress.of("10.88.0.1"), 24))));
            must(network.addRoute(Route.into(link.index(), IpPrefix.of("2001:db8:9::/48"))));
            poller.park(LONG_ENOUGH);
            tell(
                    "routeCame",
                    events.changes().stream()
                            .filter(NetworkEvents.RouteCame.class::isInstance)
                            .map(NetworkEvents.RouteCame.class::cast)
                            .map(came -> came.route() + " by " + came.route().protocol())
                            .toList());
            must(network.takeDown(link));
            poller.park(LONG_ENOUGH);
            tell(
                    "linkDown",
                    events.changes().stream()
                            .anyMatch(change -> change instanceof NetworkEvents.LinkChanged(Link now) && !now.up()));
            for (int i = 0; i < 3000; i++) {
                must(network.addRule(Rule.lookUp(IpFamily.V4, 10000 + i, TABLE)));
                must(network.setMtu(link, 1300 + i % 2));
            }
            tell("overrun", events.changes().contains(new NetworkEvents.Overrun()));
            must(network.bringUp(link));
            poller.park(LONG_ENOUGH);
            tell("afterOverrun", events.changes().isEmpty());
        }
    }

    private List<String> ours(IpFamily family, int table) {
        return must(network.routes(family, table)).stream()
                .filter(route -> route.protocol() == LinuxNetwork.GATEWAY_MARK)
                .map(route -> route.kind() + " " + route)
                .sorted()
                .toList();
    }

    private static String ip(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said.strip().replace("\n", " | ").replace(" | ", command[1].equals("route") ? "\n" : " | ");
    }
}
