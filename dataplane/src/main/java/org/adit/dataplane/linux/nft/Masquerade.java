package org.adit.dataplane.linux.nft;

import java.util.List;
import java.util.regex.Pattern;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.dataplane.linux.Done;
import org.adit.dataplane.linux.OsFailure;

/// Gives what leaves our networks through any interface but the tunnel that interface's address. One table, `adit`,
/// replaced as a whole in one transaction: there is no moment with half of it, and what a crash left is replaced too.
public final class Masquerade implements AutoCloseable {
    static final String TABLE = "adit";

    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9_.:-]{1,15}");
    private static final String REMOVE = "table inet " + TABLE + "\ndelete table inet " + TABLE + "\n";

    private Masquerade() {}

    /// In effect when this returns. `networks` are the pools, of either family; `tunnel` is the TUN device's name.
    public static Result<Masquerade, OsFailure> start(List<IpPrefix> networks, String tunnel) {
        return Nft.run(ruleset(networks, tunnel)).map(_ -> new Masquerade());
    }

    /// For a start without masquerading after a crash with it. Succeeds also if there is nothing.
    public static Result<Done, OsFailure> removeLeftovers() {
        return Nft.run(REMOVE);
    }

    static String ruleset(List<IpPrefix> networks, String tunnel) {
        if (!INTERFACE.matcher(tunnel).matches()) {
            throw new IllegalArgumentException("not an interface name: " + tunnel);
        }
        // Naming the table first makes it exist, so that deleting it cannot fail.
        StringBuilder text = new StringBuilder(REMOVE)
                .append("table inet ")
                .append(TABLE)
                .append(" {\n  chain leaving {\n    type nat hook postrouting priority srcnat; policy accept;\n");
        for (IpPrefix network : networks) {
            text.append("    ")
                    .append(network.family() == IpFamily.V4 ? "ip" : "ip6")
                    .append(" saddr ")
                    .append(network)
                    .append(" oifname != \"")
                    .append(tunnel)
                    .append("\" masquerade\n");
        }
        return text.append("  }\n}\n").toString();
    }

    /// Other networks from now on; on a failure those before stay in effect.
    public Result<Masquerade, OsFailure> replace(List<IpPrefix> networks, String tunnel) {
        return Nft.run(ruleset(networks, tunnel)).map(_ -> this);
    }

    /// Removes the table. A failure leaves it to the next start, which replaces it.
    @Override
    public void close() {
        Nft.run(REMOVE);
    }
}
