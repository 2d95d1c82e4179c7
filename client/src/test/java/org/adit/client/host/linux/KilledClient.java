package org.adit.client.host.linux;

import static org.adit.client.TestPki.must;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.adit.client.host.HostContract;
import org.adit.dataplane.linux.tun.Tun;

/// Changes its host and then waits to be killed.
final class KilledClient {
    public static void main(String[] arguments) throws IOException {
        Path run = Path.of(arguments[0]);
        Path resolvConf = Path.of(arguments[1]);
        RunFolder.Claim claim = must(must(RunFolder.open(run, resolvConf)).claim(arguments[2]));
        Tun tun = must(Tun.open(claim.slot().device(), Tun.Offload.AUTO));
        LinuxHost host = must(LinuxHost.open(claim, resolvConf, Optional.empty()));
        must(host.apply(HostContract.full()));
        System.out.println("applied on " + tun.name());
        System.in.read();
    }
}
