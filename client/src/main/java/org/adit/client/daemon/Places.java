package org.adit.client.daemon;

import java.nio.file.Path;
import org.adit.client.host.linux.RunFolder;

/// Where the client finds and leaves things on its host; other than [#USUAL] for tests and for several clients on one
/// machine in namespaces of their own. `run` is made if it is not there, for the owner only.
public record Places(Path run, Path resolvConf) {
    public static final Places USUAL = new Places(RunFolder.USUAL, Path.of("/etc/resolv.conf"));

    public Places withRun(Path folder) {
        return new Places(folder, resolvConf);
    }
}
