package org.adit.lab.world;

import org.adit.base.net.IpAddress;

/// The hosts of the company's network, all of them addresses of one namespace.
public enum CompanyHost {
    /// A web server that people may reach.
    WIKI("wiki.corp.example.org", "10.1.0.10", "fd00:1::10"),
    /// A web server that the demo's role may not reach.
    PAYROLL("payroll.corp.example.org", "10.1.0.20", "fd00:1::20"),
    DNS("ns.corp.example.org", "10.1.0.53", "fd00:1::53");

    private final String fqdn;
    private final IpAddress v4;
    private final IpAddress v6;

    CompanyHost(String fqdn, String v4, String v6) {
        this.fqdn = fqdn;
        this.v4 = IpAddress.of(v4);
        this.v6 = IpAddress.of(v6);
    }

    /// Its name in the company's DNS, unknown outside.
    public String fqdn() {
        return fqdn;
    }

    public IpAddress v4() {
        return v4;
    }

    public IpAddress v6() {
        return v6;
    }
}
