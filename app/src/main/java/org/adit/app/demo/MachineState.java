package org.adit.app.demo;

import java.util.ArrayList;
import java.util.List;
import org.adit.lab.process.Command;
import org.adit.lab.world.Namespace;

/// What a VPN client may change of a machine, as the system's own tools print it.
record MachineState(String addresses, String routes, String rules, String nameServers, String processes) {
    static MachineState of(Namespace machine) {
        return new MachineState(
                machine.ip("-o", "address", "show"),
                machine.ip("-4", "route", "show", "table", "all") + machine.ip("-6", "route", "show", "table", "all"),
                machine.ip("-4", "rule", "show") + machine.ip("-6", "rule", "show"),
                machine.check("cat", "/etc/resolv.conf"),
                Command.of("ip", "netns", "pids", machine.name()).check());
    }

    /// What is different in `other`, in words; empty if nothing is.
    List<String> changes(MachineState other) {
        List<String> changes = new ArrayList<>();
        note(changes, "addresses", addresses, other.addresses);
        note(changes, "routes", routes, other.routes);
        note(changes, "routing rules", rules, other.rules);
        note(changes, "resolv.conf", nameServers, other.nameServers);
        note(changes, "processes", processes, other.processes);
        return List.copyOf(changes);
    }

    private static void note(List<String> changes, String what, String was, String is) {
        if (!was.equals(is)) {
            changes.add(what + " were [" + was.strip() + "] and are [" + is.strip() + "]");
        }
    }
}
