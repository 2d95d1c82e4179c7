package org.adit.gateway.daemon;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.adit.base.Bytes;
import org.adit.protocol.ike.ConnectRequest;
import org.adit.protocol.ike.IkeSettings;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.wire.ExchangeType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What waits for the IKE thread, in two bounded queues: requests to open an IKE SA, and everything else, which goes
/// first. So, when thousands come at once, those that are half in get in before new ones are begun, and a flood of
/// openings does not keep out what is established. Datagrams may fill three quarters of the second, so that they do
/// not keep answers and orders out. Any thread may give, one takes.
final class IkeInbox {
    private static final Logger LOG = LoggerFactory.getLogger(IkeInbox.class);
    private static final int ROOM = 32_768;
    private static final int ROOM_FOR_DATAGRAMS = ROOM / 4 * 3;
    private static final int ROOM_FOR_OPENINGS = 8192;
    /// One opening is taken after so many others, so that a flood of those does not keep new clients out.
    private static final int OTHERS_BEFORE_OPENING = 16;

    private static final int EXCHANGE_TYPE_AT = 18; // RFC 7296 §3.1

    sealed interface Work {
        record Step(Input input) implements Work {}

        record Replace(IkeSettings settings) implements Work {}

        /// An IKE SA to this site.
        record Call(String site, ConnectRequest request) implements Work {}
    }

    private final BlockingQueue<Work> openings = new ArrayBlockingQueue<>(ROOM_FOR_OPENINGS);
    private final BlockingQueue<Work> others = new ArrayBlockingQueue<>(ROOM);
    private final Semaphore waiting = new Semaphore(0);
    private final AtomicLong dropped = new AtomicLong();
    private int othersInARow;

    /// Dropped when too much waits: IKE retransmits.
    void onDatagram(Path path, Bytes message) {
        Work work = new Work.Step(new Input.Received(path, message));
        boolean room = opens(message) ? give(openings, work) : others.size() < ROOM_FOR_DATAGRAMS && give(others, work);
        if (!room) {
            dropped.incrementAndGet();
        }
    }

    void give(Input input) {
        if (!give(others, new Work.Step(input))) {
            dropped.incrementAndGet();
            LOG.error(
                    "the IKE thread does not keep up: {} was dropped",
                    input.getClass().getSimpleName());
        }
    }

    void replaceSettings(IkeSettings settings) {
        if (!give(others, new Work.Replace(settings))) {
            LOG.error("the IKE thread does not keep up: new settings were not taken over");
        }
    }

    /// False if there was no room.
    boolean call(String site, ConnectRequest request) {
        return give(others, new Work.Call(site, request));
    }

    /// Inputs that had no room.
    long dropped() {
        return dropped.get();
    }

    /// For the one thread that takes.
    @Nullable
    Work take(long nanos) throws InterruptedException {
        boolean any = nanos == 0 ? waiting.tryAcquire() : waiting.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        return any ? next() : null;
    }

    private @Nullable Work next() {
        boolean openingsTurn = othersInARow >= OTHERS_BEFORE_OPENING;
        Work first = openingsTurn ? openings.poll() : others.poll();
        boolean opening = openingsTurn == (first != null);
        Work work = first != null ? first : openingsTurn ? others.poll() : openings.poll();
        othersInARow = opening ? 0 : othersInARow + 1;
        return work;
    }

    private boolean give(BlockingQueue<Work> queue, Work work) {
        if (!queue.offer(work)) {
            return false;
        }
        waiting.release();
        return true;
    }

    private static boolean opens(Bytes message) {
        return message.length() > EXCHANGE_TYPE_AT && message.at(EXCHANGE_TYPE_AT) == ExchangeType.IKE_SA_INIT.value();
    }
}
