package org.adit.client.host.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.adit.base.net.IpAddress;
import org.adit.client.InNamespace;
import org.adit.client.host.HostContract;

/// A Linux host through the eyes of ip(8) and of a resolver.
final class LinuxSight implements HostContract.Sight {
    private final String device;
    private final Path resolvConf;

    LinuxSight(String device, Path resolvConf) {
        this.device = device;
        this.resolvConf = resolvConf;
    }

    /// A link with a default route of both families; packets go nowhere.
    static void buildNetwork() {
        InNamespace.command("ip", "link", "set", "lo", "up");
        InNamespace.command("ip", "link", "add", "lan0", "type", "veth", "peer", "name", "lan1");
        InNamespace.command("ip", "link", "set", "lan1", "up");
        InNamespace.command("ip", "link", "set", "lan0", "up");
        InNamespace.command("ip", "address", "add", "192.0.2.10/24", "dev", "lan0");
        InNamespace.command("ip", "address", "add", "2001:db8:2::10/64", "dev", "lan0", "nodad");
        InNamespace.command("ip", "route", "add", "default", "via", "192.0.2.1");
        InNamespace.command("ip", "-6", "route", "add", "default", "via", "2001:db8:2::1");
    }

    @Override
    public List<IpAddress> addresses() {
        return Pattern.compile("inet6? ([0-9a-f.:]+)/")
                .matcher(InNamespace.command("ip", "address", "show", "dev", device))
                .results()
                .map(found -> IpAddress.of(found.group(1)))
                .toList();
    }

    @Override
    public HostContract.Way way(IpAddress destination) {
        String answer;
        try {
            answer = InNamespace.command("ip", "route", "get", destination.toString());
        } catch (AssertionError refused) {
            return HostContract.Way.REFUSED;
        }
        if (answer.contains("unreachable")) {
            return HostContract.Way.REFUSED;
        }
        return answer.contains("dev " + device + " ") ? HostContract.Way.INSIDE : HostContract.Way.OUTSIDE;
    }

    @Override
    public List<IpAddress> servers() {
        try {
            return Pattern.compile("(?m)^nameserver (.*)$")
                    .matcher(Files.readString(resolvConf))
                    .results()
                    .map(MatchResult::group)
                    .map(line -> IpAddress.of(line.substring("nameserver ".length())))
                    .toList();
        } catch (IOException trouble) {
            throw new AssertionError(trouble);
        }
    }

    /// Every rule and route with the client's mark, as ip(8) shows them.
    static String ours() {
        StringBuilder found = new StringBuilder();
        for (String family : List.of("-4", "-6")) {
            collect(found, InNamespace.command("ip", family, "rule", "list"));
            collect(found, InNamespace.command("ip", family, "route", "show", "table", "all"));
        }
        return found.toString();
    }

    private static void collect(StringBuilder found, String listing) {
        listing.lines()
                .filter(line -> line.contains("proto 174") || line.contains("adit-c"))
                .forEach(line -> found.append(line.strip()).append(';'));
    }
}
