package org.adit.lab.world;

import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;

/// The world of remote access: a person at home, behind a router that translates addresses, and a company whose gateway
/// has a public address. IPv4 and IPv6 everywhere.
///
/// ```
/// client ---- home ---- internet ---- gateway ---- company
///   192.168.77.2  203.0.113.10   198.51.100.1   10.1.0.1   10.1.0.10 web, .20 other web, .53 DNS
///   2001:db8:77::2               2001:db8:51::1 fd00:1::1  fd00:1::10, ::20, ::53
/// ```
///
/// The internet forwards public addresses only: what is sent there from or to a private one is dropped, as out there.
public final class RemoteAccessWorld implements AutoCloseable {
    public static final IpAddress GATEWAY_V4 = IpAddress.of("198.51.100.1");
    public static final IpAddress GATEWAY_V6 = IpAddress.of("2001:db8:51::1");
    public static final IpAddress CLIENT_V4 = IpAddress.of("192.168.77.2");
    public static final IpAddress CLIENT_V6 = IpAddress.of("2001:db8:77::2");
    /// Inside addresses come from here; the company routes them to the gateway.
    public static final IpPrefix POOL_V4 = IpPrefix.of("10.99.0.0/20");
    public static final IpPrefix POOL_V6 = IpPrefix.of("fd99:1::/64");

    public static final IpPrefix COMPANY_V4 = IpPrefix.of("10.1.0.0/24");
    public static final IpPrefix COMPANY_V6 = IpPrefix.of("fd00:1::/64");

    private final World world;
    private final Namespace client;
    private final Namespace home;
    private final Namespace internet;
    private final Namespace gateway;
    private final Namespace company;
    private final HomeRouter homeRouter;

    private RemoteAccessWorld(World world) {
        this.world = world;
        client = world.namespace("client");
        home = world.namespace("home");
        internet = world.namespace("internet");
        gateway = world.namespace("gateway");
        company = world.namespace("company");
        buildInternet();
        homeRouter = HomeRouter.between(home, "lan0", "wan0");
        buildClient();
        buildGateway();
        buildCompany();
    }

    /// Builds it; takes about a second.
    public static RemoteAccessWorld build() {
        World world = World.open();
        try {
            return new RemoteAccessWorld(world);
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
    }

    private void buildInternet() {
        internet.forward();
        world.link(internet, "tohome", home, "wan0");
        world.link(internet, "tocorp", gateway, "wan0");
        internet.address("tohome", "203.0.113.1/24");
        internet.address("tohome", "2001:db8:113::1/64");
        internet.address("tocorp", "198.51.100.254/24");
        internet.address("tocorp", "2001:db8:51::fe/64");
        internet.route("2001:db8:77::/64", "2001:db8:113::10");
        internet.firewall("""
                table inet internet {
                  set private4 { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 } }
                  chain forward {
                    type filter hook forward priority 0; policy accept;
                    ip saddr @private4 counter drop
                    ip daddr @private4 counter drop
                    ip6 saddr fc00::/7 counter drop
                    ip6 daddr fc00::/7 counter drop
                  }
                }
                """);
    }

    private void buildClient() {
        world.link(client, "eth0", home, "lan0");
        home.address("lan0", "192.168.77.1/24");
        home.address("lan0", "2001:db8:77::1/64");
        client.address("eth0", CLIENT_V4 + "/24");
        client.address("eth0", CLIENT_V6 + "/64");
        client.route("default", "192.168.77.1");
        client.route("default", "2001:db8:77::1");
        client.nameServers(List.of()); // the café's resolver knows nothing of the company
    }

    private void buildGateway() {
        gateway.forward();
        gateway.address("wan0", GATEWAY_V4 + "/24");
        gateway.address("wan0", GATEWAY_V6 + "/64");
        gateway.route("default", "198.51.100.254");
        gateway.route("default", "2001:db8:51::fe");
    }

    private void buildCompany() {
        world.link(company, "eth0", gateway, "lan0");
        gateway.address("lan0", "10.1.0.1/24");
        gateway.address("lan0", "fd00:1::1/64");
        for (CompanyHost host : CompanyHost.values()) {
            company.address("eth0", host.v4() + "/24");
            company.address("eth0", host.v6() + "/64");
        }
        company.route("default", "10.1.0.1");
        company.route("default", "fd00:1::1");
    }

    /// Starts the company's web servers and its DNS; returns when they answer.
    public CompanyServices startCompanyServices() {
        return CompanyServices.start(company);
    }

    public World world() {
        return world;
    }

    public Namespace client() {
        return client;
    }

    public HomeRouter homeRouter() {
        return homeRouter;
    }

    /// Where an eavesdropper would sit: `tohome` and `tocorp` are its devices.
    public Namespace internet() {
        return internet;
    }

    public Namespace gateway() {
        return gateway;
    }

    public Namespace company() {
        return company;
    }

    /// All machines, from the client to the company.
    public List<Namespace> machines() {
        return List.of(client, home, internet, gateway, company);
    }

    @Override
    public void close() {
        world.close();
    }
}
