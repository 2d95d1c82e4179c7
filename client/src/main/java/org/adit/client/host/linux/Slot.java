package org.adit.client.host.linux;

import org.adit.base.net.IpFamily;
import org.adit.dataplane.linux.netlink.Rule;

/// What one connection may take on this host: an interface name, a routing table, ten rule priorities. Slots do not
/// overlap, so that connections do not either.
public record Slot(int number) {
    /// How many connections fit on a host.
    public static final int COUNT = 16;

    private static final int FIRST_TABLE = 0xADC0;
    private static final int FIRST_PRIORITY = 20_000;
    private static final int PRIORITIES = 10;

    public Slot {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("slot " + number);
        }
    }

    public String device() {
        return "adit-c" + number;
    }

    public int table() {
        return FIRST_TABLE + number;
    }

    int priority() {
        return FIRST_PRIORITY + PRIORITIES * number;
    }

    boolean owns(Rule rule) {
        return rule.priority() >= priority() && rule.priority() < priority() + PRIORITIES;
    }

    /// Into our table, whatever the destination: what it has no route for goes on to the main table.
    Rule intoTunnel(IpFamily family) {
        return Rule.lookUp(family, priority() + 1, table());
    }
}
