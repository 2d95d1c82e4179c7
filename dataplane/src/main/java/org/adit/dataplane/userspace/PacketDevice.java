package org.adit.dataplane.userspace;

/// Where inner packets come from and go to: a TUN device. Whole IP packets without any header in front. Never blocks.
/// Used by one thread; closed by it too.
public interface PacketDevice extends AutoCloseable {
    String name();

    /// Clears `into`, fills it with packets to be sent and returns the count; 0 when nothing is there.
    int read(PacketBatch into);

    /// Delivers the packets `[first, first + count)` in this order, skipping those of length 0. Returns how many were
    /// dealt with (delivered, skipped or refused for good): less than `count` only when the device is full.
    int write(PacketBatch from, int first, int count);

    @Override
    void close();
}
