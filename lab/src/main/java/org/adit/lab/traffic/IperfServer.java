package org.adit.lab.traffic;

import java.time.Duration;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.world.Namespace;

/// The receiving end of bulk transfers, until it is closed.
public final class IperfServer implements AutoCloseable {
    private final BackgroundProcess process;

    private IperfServer(BackgroundProcess process) {
        this.process = process;
    }

    public static IperfServer in(Namespace machine) {
        BackgroundProcess process = machine.start("iperf", Command.of("iperf3", "--server", "--forceflush"));
        process.awaitText("Server listening", Duration.ofSeconds(10));
        return new IperfServer(process);
    }

    @Override
    public void close() {
        process.close();
    }
}
