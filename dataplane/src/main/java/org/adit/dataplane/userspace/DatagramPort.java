package org.adit.dataplane.userspace;

import java.util.List;
import org.adit.base.feature.FeatureState;
import org.adit.base.net.IpFamily;

/// A UDP socket of one family, bound to one local port. Never blocks. Used by one thread; closed by it too.
///
/// Transient refusals (host unreachable, message too long, a full device queue) are the port's to count, never an
/// exception: a peer that vanished must not stop the worker.
public interface DatagramPort extends AutoCloseable {
    IpFamily family();

    int localPort();

    /// What passed so far, by any thread.
    default Passage passed() {
        return Passage.NONE;
    }

    /// What it uses of the machine, by any thread.
    default List<FeatureState> features() {
        return List.of();
    }

    /// Clears `into`, fills its slots from what has arrived and returns the count; 0 when nothing is there. Peer, local
    /// address and TOS are set for each. Truncated trains are left out and counted.
    int receive(DatagramBatch into);

    /// Sends the trains `[first, first + count)` in this order. Returns how many were dealt with (sent or refused for
    /// good): less than `count` only when the socket's buffer is full.
    int send(DatagramBatch from, int first, int count);

    @Override
    void close();
}
