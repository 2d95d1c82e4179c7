package org.adit.gateway.daemon;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.adit.base.Bytes;
import org.adit.protocol.ike.ConnectRequest;
import org.adit.protocol.ike.IkeSettings;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ipsec.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What waits for the IKE thread: one bounded queue. Datagrams may fill three quarters of it, so that a flood does not
/// keep answers and orders out. Any thread may give, one takes.
final class IkeInbox {
    private static final Logger LOG = LoggerFactory.getLogger(IkeInbox.class);
    private static final int ROOM = 32_768;
    private static final int ROOM_FOR_DATAGRAMS = ROOM / 4 * 3;

    sealed interface Work {
        record Step(Input input) implements Work {}

        record Replace(IkeSettings settings) implements Work {}

        /// An IKE SA to this site.
        record Call(String site, ConnectRequest request) implements Work {}
    }

    private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(ROOM);
    private final AtomicLong dropped = new AtomicLong();

    /// Dropped when too much waits: IKE retransmits.
    void onDatagram(Path path, Bytes message) {
        if (queue.size() >= ROOM_FOR_DATAGRAMS || !queue.offer(new Work.Step(new Input.Received(path, message)))) {
            dropped.incrementAndGet();
        }
    }

    void give(Input input) {
        if (!queue.offer(new Work.Step(input))) {
            dropped.incrementAndGet();
            LOG.error(
                    "the IKE thread does not keep up: {} was dropped",
                    input.getClass().getSimpleName());
        }
    }

    void replaceSettings(IkeSettings settings) {
        if (!queue.offer(new Work.Replace(settings))) {
            LOG.error("the IKE thread does not keep up: new settings were not taken over");
        }
    }

    /// False if there was no room.
    boolean call(String site, ConnectRequest request) {
        return queue.offer(new Work.Call(site, request));
    }

    /// Inputs that had no room.
    long dropped() {
        return dropped.get();
    }

    @Nullable
    Work take(long nanos) throws InterruptedException {
        return nanos == 0 ? queue.poll() : queue.poll(nanos, TimeUnit.NANOSECONDS);
    }
}
