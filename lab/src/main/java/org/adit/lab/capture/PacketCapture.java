package org.adit.lab.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.adit.lab.process.BackgroundProcess;
import org.adit.lab.process.Command;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.Namespace;

/// Wireshark's dumpcap on one device of a namespace, from its start until [#stop]. (Not tcpdump: it insists on giving
/// up
/// root, which a user namespace with a single user does not allow.)
public final class PacketCapture implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(10);
    // dumpcap looks every 250 ms for packets that the kernel holds, and writes them out after 100 ms more
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final BackgroundProcess dumpcap;
    private final Path file;

    private PacketCapture(BackgroundProcess dumpcap, Path file) {
        this.dumpcap = dumpcap;
        this.file = file;
    }

    /// Returns when packets are being taken.
    public static PacketCapture on(Namespace machine, String device) {
        Path file =
                machine.world().folder().resolve(machine.label() + "-" + device + "-" + System.nanoTime() + ".pcapng");
        BackgroundProcess dumpcap =
                machine.start("dumpcap " + device, Command.of("dumpcap", "-q", "-i", device, "-w", file.toString()));
        dumpcap.awaitText("File:", TO_START);
        return new PacketCapture(dumpcap, file);
    }

    /// Ends the capture when nothing has been written for a moment, so that what was sent before this call is in it.
    public Dissection stop() {
        awaitQuiet();
        dumpcap.interrupt();
        return Dissection.of(file);
    }

    private void awaitQuiet() {
        long start = System.nanoTime();
        long quietSince = start;
        long length = length();
        while (System.nanoTime() - quietSince < QUIET.toNanos() && System.nanoTime() - start < LONGEST_WAIT.toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            if (length() != length) {
                length = length();
                quietSince = System.nanoTime();
            }
        }
    }

    private long length() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new LabFault("the capture cannot be read: " + file, e);
        }
    }

    @Override
    public void close() {
        dumpcap.close();
    }
}
