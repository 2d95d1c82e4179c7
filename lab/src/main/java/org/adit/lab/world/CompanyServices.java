package org.adit.lab.world;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;

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

    /// Another JVM on what this one runs on: modules, or a class path under test.
    private static Command webServer() {
        List<String> argv = new ArrayList<>();
        argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        argv.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx64m"));
        Module lab = CompanyWeb.class.getModule();
        if (lab.isNamed()) {
            String program = lab.getName() + "/" + CompanyWeb.class.getName();
            argv.addAll(List.of("-p", System.getProperty("jdk.module.path", ""), "-m", program));
        } else {
            argv.addAll(List.of("-cp", System.getProperty("java.class.path", ""), CompanyWeb.class.getName()));
        }
        return Command.of(argv);
    }
}
