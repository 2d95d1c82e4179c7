package org.adit.protocol.ike;

import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;

/// What a gateway gives a client in the configuration payload (RFC 7296 §3.15, 8598).
public record Assignment(List<IpAddress> addresses, List<IpAddress> dns, List<String> domains, List<IpPrefix> subnets) {
    public static final Assignment NONE = new Assignment(List.of(), List.of(), List.of(), List.of());

    @Override
    public String toString() {
        return addresses
                + (dns.isEmpty() ? "" : ", DNS " + dns)
                + (domains.isEmpty() ? "" : " for " + domains)
                + (subnets.isEmpty() ? "" : ", routes " + subnets);
    }

    public Assignment {
        addresses = List.copyOf(addresses);
        dns = List.copyOf(dns);
        domains = List.copyOf(domains);
        subnets = List.copyOf(subnets);
    }
}
