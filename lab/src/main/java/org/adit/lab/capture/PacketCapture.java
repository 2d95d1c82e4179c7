package org.adit.lab.capture;

import java.nio.file.Path;
import java.time.Duration;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.world.Namespace;

/// tcpdump on one device of a namespace, from its start until [#stop].
public final class PacketCapture implements AutoCloseable {
    private final BackgroundProcess tcpdump;
    private final Path file;

    private PacketCapture(BackgroundProcess tcpdump, Path file) {
        this.tcpdump = tcpdump;
        this.file = file;
    }

    /// Returns when packets are being taken.
    public static PacketCapture on(Namespace machine, String device) {
        Path file =
                machine.world().folder().resolve(machine.label() + "-" + device + "-" + System.nanoTime() + ".pcap");
        BackgroundProcess tcpdump = machine.start(
                "tcpdump " + device,
                // -Z root: it would give up root for a user that cannot write our folder, or does not exist
                Command.of(
                        "tcpdump", "-Z", "root", "--immediate-mode", "-i", device, "-n", "-U", "-w", file.toString()));
        tcpdump.awaitText("listening on", Duration.ofSeconds(10));
        return new PacketCapture(tcpdump, file);
    }

    /// Ends the capture; the file is whole then.
    public Dissection stop() {
        tcpdump.interrupt();
        return Dissection.of(file);
    }

    @Override
    public void close() {
        tcpdump.close();
    }
}
