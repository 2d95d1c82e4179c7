package org.adit.gateway.config;

import java.util.List;
import org.adit.base.settings.Problem;
import org.adit.gateway.config.GatewayConfig.Outcome;

/// Texts and what they become.
final class Configs {
    /// Every section once.
    static final String FULL = """
            [gateway]
            name   = "vpn.example.org"
            listen = ["0.0.0.0", "::"]
            data   = "/var/lib/adit"

            [crypto]
            policy = "compat"

            [[pool]]
            name      = "staff"
            addresses = ["10.99.0.0/20", "fd99:1::/64"]
            dns       = ["10.1.0.53"]
            domains   = ["corp.example.org"]

            [[network]]
            name      = "lan"
            addresses = ["10.1.0.0/24", "fd00:1::/64"]

            [[service]]
            name  = "wiki"
            to    = ["wiki.corp.example.org", "10.2.0.10"]
            ports = ["tcp/443", "udp/8000-8010"]

            [[role]]
            name   = "staff"
            groups = ["employees"]
            pool   = "staff"
            tunnel = "split"
            reach  = ["wiki", "lan"]
            prove  = ["certificate"]
            limits = { devices = 3, idle = "30m", longest = "12h" }

            [nat]
            masquerade = true

            [[site]]
            name     = "branch"
            peer     = "gw.branch.example.org"
            identity = "gw.branch.example.org"
            secret   = "file:/etc/adit/branch.secret"
            local    = ["10.1.0.0/24"]
            remote   = ["10.50.0.0/16"]
            start    = true

            [data-plane]
            tun-tcp       = "on"
            tun-udp       = "auto"
            tun-steering  = "auto"
            udp-send      = "off"
            udp-receive   = "auto"
            cipher-engine = "ipsec-mb"
            workers = 4
            """;

    private Configs() {}

    static GatewayConfig valid(String text) {
        return switch (GatewayConfig.read("gateway.toml", text)) {
            case Outcome.Valid(GatewayConfig config) -> config;
            case Outcome.Invalid(List<Problem> problems) -> throw new AssertionError(problems);
        };
    }

    static List<Problem> problems(String text) {
        return switch (GatewayConfig.read("gateway.toml", text)) {
            case Outcome.Valid(GatewayConfig config) -> throw new AssertionError("valid: " + config);
            case Outcome.Invalid(List<Problem> problems) -> problems;
        };
    }

    /// The full text with one thing changed, which must be there.
    static String with(String old, String now) {
        if (!FULL.contains(old)) {
            throw new AssertionError("not in the text: " + old);
        }
        return FULL.replace(old, now);
    }

    /// `line code` of each problem.
    static List<String> codes(String text) {
        return problems(text).stream().map(p -> p.line() + " " + p.code()).toList();
    }

    /// The line of [#FULL] that starts so, after the heading `section`.
    static int line(String section, String start) {
        List<String> lines = FULL.lines().toList();
        for (int i = lines.indexOf(section); i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i + 1;
            }
        }
        throw new AssertionError("no such line: " + section + " " + start);
    }
}
