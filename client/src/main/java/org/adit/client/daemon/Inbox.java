package org.adit.client.daemon;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.adit.base.Bytes;
import org.adit.client.connection.ClientInput;
import org.adit.dataplane.userspace.IkeSink;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;

/// The shard's queue. What comes from the network is dropped and counted when it is full: IKE retransmits. What comes
/// from ourselves is never more than fits, as each is the answer to something.
final class Inbox implements IkeSink {
    private static final int ROOM = 1024;
    /// Kept free for our own.
    private static final int RESERVED = 256;

    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(ROOM);
    private final AtomicLong dropped = new AtomicLong();

    void tell(ClientInput input) {
        offer(new Message.ToCore(input));
    }

    void tell(DataPlaneEvent event) {
        offer(new Message.ToIke(new Input.FromDataPlane(event)));
    }

    @Override
    public void onIke(Path path, Bytes message) {
        if (queue.remainingCapacity() > RESERVED) {
            offer(new Message.ToIke(new Input.Received(path, message)));
        } else {
            dropped.incrementAndGet();
        }
    }

    /// Waits up to `nanos`, which may be negative.
    Optional<Message> next(long nanos) throws InterruptedException {
        return Optional.ofNullable(queue.poll(nanos, TimeUnit.NANOSECONDS));
    }

    long dropped() {
        return dropped.get();
    }

    private void offer(Message message) {
        if (!queue.offer(message)) {
            dropped.incrementAndGet();
        }
    }
}
