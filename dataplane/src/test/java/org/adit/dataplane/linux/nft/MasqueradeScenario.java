package org.adit.dataplane.linux.nft;

import static org.adit.dataplane.linux.InNamespace.must;
import static org.adit.dataplane.linux.InNamespace.tell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.dataplane.linux.sysctl.Forwarding;

/// Runs inside a namespace: the table of masquerading, and forwarding, come and go.
final class MasqueradeScenario {
    private static final List<IpPrefix> POOLS = List.of(IpPrefix.of("10.66.0.0/16"), IpPrefix.of("fd66::/64"));

    private MasqueradeScenario() {}

    public static void main(String[] arguments) throws IOException {
        must(Masquerade.removeLeftovers());
        must(Masquerade.start(POOLS, "adit0")); // never closed: as after a crash
        try (Masquerade second = must(Masquerade.start(POOLS, "adit0"))) {
            tell("rules", list());
            must(second.replace(List.of(IpPrefix.of("10.77.0.0/16")), "adit0"));
            tell("replaced", list());
        }
        tell("closed", list());
        must(Masquerade.start(POOLS, "adit0"));
        must(Masquerade.removeLeftovers());
        tell("swept", list());
        tell("refused", Nft.run("table inet adit { nonsense }"));

        tell("before", must(Forwarding.isOn(IpFamily.V4)) + " " + must(Forwarding.isOn(IpFamily.V6)));
        try (Forwarding outer = must(Forwarding.switchOn(EnumSet.of(IpFamily.V4)));
                Forwarding inner = must(Forwarding.switchOn(EnumSet.allOf(IpFamily.class)))) {
            tell("on", must(Forwarding.isOn(IpFamily.V4)) + " " + must(Forwarding.isOn(IpFamily.V6)));
            inner.close();
            tell("found", must(Forwarding.isOn(IpFamily.V4)) + " " + must(Forwarding.isOn(IpFamily.V6)));
            outer.close();
        }
        tell("after", must(Forwarding.isOn(IpFamily.V4)) + " " + must(Forwarding.isOn(IpFamily.V6)));
    }

    private static String list() throws IOException {
        Process process = new ProcessBuilder("nft", "list", "ruleset")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said.replaceAll("\\s+", " ").strip();
    }
}
