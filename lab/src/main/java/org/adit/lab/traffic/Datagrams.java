package org.adit.lab.traffic;

import java.util.List;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.Namespace;

/// What the kernel of a machine counts about UDP over IPv4.
public final class Datagrams {
    private Datagrams() {}

    /// Datagrams that reached a socket of `machine` since it was made, read by its program or not. Each counts, also
    /// if the kernel got several in one piece.
    public static long arrivedAt(Namespace machine) {
        return arrived(machine.check("cat", "/proc/net/snmp"));
    }

    static long arrived(String snmp) {
        List<List<String>> udp = snmp.lines()
                .filter(line -> line.startsWith("Udp: "))
                .map(line -> List.of(line.split(" ")))
                .toList();
        if (udp.size() != 2) {
            throw new LabFault("the kernel does not count datagrams as expected: " + snmp);
        }
        return value(udp, "InDatagrams") + value(udp, "RcvbufErrors");
    }

    private static long value(List<List<String>> udp, String name) {
        int column = udp.getFirst().indexOf(name);
        if (column < 0) {
            throw new LabFault("the kernel does not count " + name);
        }
        return Long.parseLong(udp.getLast().get(column));
    }
}
