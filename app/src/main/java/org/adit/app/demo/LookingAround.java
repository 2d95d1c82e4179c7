package org.adit.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.lab.world.CompanyHost;
import org.adit.lab.world.Namespace;

/// How to look into a demo that keeps running, from another terminal.
final class LookingAround {
    private LookingAround() {}

    static List<String> lines(Stage stage) {
        String as = Optional.ofNullable(System.getProperty("adit.demo.outside"))
                .map(LookingAround::entering)
                .orElse("sudo ");
        String adit = as + System.getProperty("adit.root", ".") + "/adit ";
        String settings = " --config " + stage.gateway().settings();
        List<String> lines = new ArrayList<>();
        lines.add("The demo keeps running; Ctrl-C ends it. Meanwhile, in another terminal:");
        lines.add("");
        lines.add("a page through the tunnel, and what an eavesdropper sees of it:");
        lines.add("  " + as + in(stage.laptop()) + "curl http://" + CompanyHost.WIKI.v4() + "/");
        lines.add("  " + as + in(stage.world().internet()) + "tshark -n -i tohome");
        lines.add("a shell on the laptop, with its name servers (try: curl http://" + CompanyHost.WIKI.fqdn() + "/):");
        lines.add("  " + as + "nsenter --target " + stage.client().process().pid() + " --mount --net bash");
        lines.add("what the administrator sees:");
        lines.add("  " + adit + "session list" + settings);
        lines.add("  " + adit + "explain 1" + settings);
        lines.add("what the laptop's owner sees:");
        lines.add("  " + adit + "status --run-folder " + stage.client().folder());
        return List.copyOf(lines);
    }

    /// Into the user namespace of a demo without root.
    private static String entering(String unshare) {
        return "nsenter --target $(pgrep --oldest --parent " + unshare
                + ") --user --preserve-credentials --mount --net --pid ";
    }

    private static String in(Namespace machine) {
        return "ip netns exec " + machine.name() + " ";
    }
}
