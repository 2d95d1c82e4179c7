package org.adit.systemtest.peers;

import java.util.List;
import java.util.stream.Collectors;
import org.adit.lab.world.Namespace;

/// All that a client may change of its machine: what it was before, it must be after.
record HostState(String addresses, String rules, String routes, String names) {
    static HostState of(Namespace machine) {
        return new HostState(
                machine.ip("-brief", "address"),
                machine.ip("-4", "rule") + machine.ip("-6", "rule"),
                routes(machine, "-4") + routes(machine, "-6"),
                machine.check("cat", "/etc/resolv.conf"));
    }

    // Without what the kernel counts in them.
    private static String routes(Namespace machine, String family) {
        return machine.ip(family, "route", "show", "table", "all")
                .lines()
                .filter(line -> !line.contains("expires"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /// The name servers that programs of this machine ask.
    static List<String> nameServers(Namespace machine) {
        return machine.check("cat", "/etc/resolv.conf")
                .lines()
                .filter(line -> line.startsWith("nameserver "))
                .map(line -> line.split("\\s+")[1])
                .toList();
    }
}
