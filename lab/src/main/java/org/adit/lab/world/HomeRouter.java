package org.adit.lab.world;

import org.adit.base.net.IpAddress;

/// A router as people have at home: translates IPv4 to its one public address, routes IPv6, lets in only what
/// belongs to something that went out.
public final class HomeRouter {
    private static final String PUBLIC_NETWORK = "203.0.113.";
    private static final int PORTS_A_BINDING = 1000;
    private static final int FIRST_PORT = 20_000;

    private final Namespace namespace;
    private final String lan;
    private final String wan;
    private int host = 10;
    private int binding;

    private HomeRouter(Namespace namespace, String lan, String wan) {
        this.namespace = namespace;
        this.lan = lan;
        this.wan = wan;
    }

    static HomeRouter between(Namespace namespace, String lan, String wan) {
        HomeRouter router = new HomeRouter(namespace, lan, wan);
        namespace.forward();
        namespace.address(wan, "2001:db8:113::10/64");
        namespace.route("default", "2001:db8:113::1");
        router.dialUp();
        return router;
    }

    public Namespace namespace() {
        return namespace;
    }

    /// Its address in the internet.
    public IpAddress publicAddress() {
        return IpAddress.of(PUBLIC_NETWORK + host);
    }

    /// Every flow gets another source port: all translations are forgotten and the next come from a port range that was
    /// never used before. What arrives for an old port is refused. IPv4 only, as NAT is.
    public void rebindPorts() {
        hangUp();
        binding++;
        dialUp();
    }

    /// The same with another public address, as when the line was down.
    public void rebindAddress() {
        hangUp();
        binding++;
        host++;
        dialUp();
    }

    /// The lowest port that translated UDP flows now leave from; 1000 ports belong to a binding.
    public int firstPort() {
        return FIRST_PORT + binding % 40 * PORTS_A_BINDING;
    }

    /// Stops forwarding without a word to anybody: packets vanish both ways until [#reconnect].
    public void blackHole() {
        namespace.firewall(rules("drop"));
    }

    public void reconnect() {
        namespace.firewall(rules("accept"));
    }

    // The kernel forgets masqueraded flows when the address they leave from is taken away.
    private void hangUp() {
        namespace.ip("address", "del", publicAddress() + "/24", "dev", wan);
    }

    private void dialUp() {
        namespace.firewall(rules("accept")); // before anything can pass and keep an old port
        namespace.address(wan, publicAddress() + "/24");
        namespace.route("default", PUBLIC_NETWORK + "1");
    }

    private String rules(String verdict) {
        String ports = firstPort() + "-" + (firstPort() + PORTS_A_BINDING - 1);
        return """
                table ip nat {
                  chain postrouting {
                    type nat hook postrouting priority srcnat;
                    oifname "%2$s" meta l4proto { tcp, udp } masquerade to :%3$s
                    oifname "%2$s" masquerade
                  }
                }
                table inet filter {
                  chain forward {
                    type filter hook forward priority 0; policy drop;
                    iifname "%1$s" %4$s
                    ct state established,related %4$s
                  }
                }
                """.formatted(lan, wan, ports, verdict);
    }
}
