package org.adit.dataplane.linux.netlink;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;

/// A rule of policy routing: packets that match are looked up in `table`, in the order of `priority`. With `unmarked`
/// the
/// mark must be absent. `longerThan` ignores routes whose prefix is of that length or shorter. `protocol` says who made
/// it: [LinuxNetwork] puts its own mark there.
public record Rule(
        IpFamily family,
        int priority,
        Optional<IpPrefix> source,
        OptionalInt mark,
        boolean unmarked,
        int table,
        OptionalInt longerThan,
        int protocol) {
    /// Everything of `family` is looked up in `table`.
    public static Rule lookUp(IpFamily family, int priority, int table) {
        return new Rule(family, priority, Optional.empty(), OptionalInt.empty(), false, table, OptionalInt.empty(), 0);
    }

    /// All traffic into `tunnelTable`, except what carries `mark` (our own sockets') and what the main table
    /// routes better than by default (the local networks). Takes the two priorities from `priority` on.
    ///
    /// For IPv4 with `rp_filter=1` answers pass only with `net.ipv4.conf.all.src_valid_mark=1`.
    public static List<Rule> allButMarked(IpFamily family, int priority, int mark, int tunnelTable) {
        return List.of(
                new Rule(
                        family,
                        priority,
                        Optional.empty(),
                        OptionalInt.empty(),
                        false,
                        Route.MAIN,
                        OptionalInt.of(0),
                        0),
                new Rule(
                        family,
                        priority + 1,
                        Optional.empty(),
                        OptionalInt.of(mark),
                        true,
                        tunnelTable,
                        OptionalInt.empty(),
                        0));
    }

    public Rule from(IpPrefix prefix) {
        return new Rule(family, priority, Optional.of(prefix), mark, unmarked, table, longerThan, protocol);
    }

    public Rule marked(int firewallMark) {
        return new Rule(family, priority, source, OptionalInt.of(firewallMark), false, table, longerThan, protocol);
    }

    Rule madeBy(int who) {
        return new Rule(family, priority, source, mark, unmarked, table, longerThan, who);
    }

    @Override
    public String toString() {
        return family + " rule " + priority + " to table " + table;
    }
}
