package org.adit.lab.world;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.LabFault;

/// What runs in the company's network: web servers on port 80 that say who asks, and DNS for `corp.example.org`.
public final class CompanyServices {
    private static final Duration TO_START = Duration.ofSeconds(20);

    private final BackgroundProcess web;
    private final BackgroundProcess dns;

    private CompanyServices(BackgroundProcess web, BackgroundProcess dns) {
        this.web = web;
        this.dns = dns;
    }

    static CompanyServices start(Namespace company) {
        BackgroundProcess dns = company.start("dns", dnsmasq());
        BackgroundProcess web = company.start("web", webServer());
        dns.awaitText("started", TO_START);
        web.awaitText(CompanyWeb.READY, TO_START);
        return new CompanyServices(web, dns);
    }

    /// One line per request that the web servers have answered: host, path, address of the asker.
    public String webLog() {
        return web.text();
    }

    /// What DNS was asked and answered.
    public String dnsLog() {
        return dns.text();
    }

    private static Command dnsmasq() {
        List<String> argv = new ArrayList<>(List.of(
                "dnsmasq",
                "--no-daemon", // which also keeps it from changing its user
                "--log-queries",
                "--conf-file=/dev/null",
                "--pid-file=",
                "--no-resolv",
                "--no-hosts",
                "--bind-interfaces",
                "--local=/corp.example.org/"));
        argv.add("--listen-address=" + CompanyHost.DNS.v4() + "," + CompanyHost.DNS.v6());
        for (CompanyHost host : CompanyHost.values()) {
            argv.add("--host-record=" + host.fqdn() + "," + host.v4() + "," + host.v6());
        }
        return Command.of(argv);
    }

    /// Another JVM on the same classes: the server needs the lab, `base` and the JDK.
    private static Command webServer() {
        return Command.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                placeOf(CompanyWeb.class) + ":" + placeOf(IpAddress.class),
                CompanyWeb.class.getName());
    }

    /// The jar or folder that a class came from.
    private static Path placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new LabFault(type + " does not come from a file");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new LabFault(type + " comes from an odd place: " + source.getLocation(), e);
        }
    }
}
