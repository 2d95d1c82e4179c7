package org.adit.dataplane.linux;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.adit.base.diagnosis.Result;
import org.adit.dataplane.ffm.Abi;
import org.adit.dataplane.ffm.Descriptor;
import org.adit.dataplane.ffm.Errno;
import org.adit.dataplane.ffm.NativeMemory;
import org.adit.dataplane.ffm.SystemCalls;
import org.adit.dataplane.userspace.Parking;

/// Waits in epoll(7) until a device or socket can be read, or an eventfd is written by [#wake]. Level-triggered: what
/// was not read to its end ends the next wait at once. Whoever wakes one that is not asleep only leaves a word; the
/// system call is for sleepers. Closed by the thread that parks.
public final class Poller implements Parking {
    private static final int EVENTS = 16;
    private static final long COUNTER = 0;
    private static final long ONE = 8;
    private static final long EVENT_TABLE = 16;

    private final Descriptor epoll;
    private final Descriptor wakeUp;
    private final SystemCalls calls = new SystemCalls();
    private final NativeMemory memory = NativeMemory.allocate(EVENT_TABLE + (long) EVENTS * Abi.Poll.eventSize());
    private final AtomicReference<State> state = new AtomicReference<>(State.AWAKE);
    /// Keeps the eventfd open while another thread writes to it.
    private final ReentrantLock wakeLock = new ReentrantLock();

    private final SystemCalls wakeCalls = new SystemCalls();

    private enum State {
        AWAKE,
        /// Somebody wants another turn: the next wait does not begin, or the present one ends.
        WANTED,
        ASLEEP
    }

    private Poller(Descriptor epoll, Descriptor wakeUp) {
        this.epoll = epoll;
        this.wakeUp = wakeUp;
        memory.putLong(ONE, 1);
    }

    public static Result<Poller, OsFailure> open(List<? extends Watched> ports) {
        SystemCalls calls = new SystemCalls();
        int epoll = calls.epollCreate(Abi.File.O_CLOEXEC);
        if (epoll < 0) {
            return Result.failed(OsFailure.of("open an epoll instance", -epoll));
        }
        int wakeUp = calls.eventfd(0, Abi.File.O_CLOEXEC | Abi.File.O_NONBLOCK);
        if (wakeUp < 0) {
            calls.close(epoll);
            return Result.failed(OsFailure.of("open an eventfd", -wakeUp));
        }
        Poller poller = new Poller(Descriptor.of(epoll), Descriptor.of(wakeUp));
        int added = poller.add(poller.wakeUp);
        for (Watched port : ports) {
            added = added < 0 ? added : poller.add(port.descriptor());
        }
        if (added < 0) {
            poller.close();
            return Result.failed(OsFailure.of("watch a descriptor", -added));
        }
        return Result.ok(poller);
    }

    /// One more to wait for. A descriptor that is closed is forgotten by itself. By the worker's thread only.
    public Result<Poller, OsFailure> watch(Watched port) {
        int added = add(port.descriptor());
        return added < 0 ? Result.failed(OsFailure.of("watch a descriptor", -added)) : Result.ok(this);
    }

    @Override
    public void park(long nanos) {
        if (nanos <= 0) {
            return;
        }
        if (!state.compareAndSet(State.AWAKE, State.ASLEEP)) {
            state.set(State.AWAKE);
            return;
        }
        long millis = Math.ceilDiv(nanos, TimeUnit.MILLISECONDS.toNanos(1));
        int ready = calls.epollWait(
                epoll.number(), memory.address(EVENT_TABLE), EVENTS, (int) Math.min(millis, Integer.MAX_VALUE));
        for (int i = 0; i < ready; i++) {
            long event = EVENT_TABLE + (long) i * Abi.Poll.eventSize();
            if (memory.longAt(event + Abi.Poll.eventData()) == wakeUp.number()) {
                calls.read(wakeUp.number(), memory.address(COUNTER), Long.BYTES);
            }
        }
        // A wake before this belongs to the turn that follows; the octets that it may still write end a later wait
        // too early, which is allowed.
        state.getAndSet(State.AWAKE);
        if (ready < 0 && ready != -Errno.EINTR) {
            throw new IllegalStateException("epoll_wait: " + Errno.name(-ready));
        }
    }

    @Override
    public void wake() {
        if (state.getAndSet(State.WANTED) != State.ASLEEP) {
            return;
        }
        wakeLock.lock();
        try {
            if (!wakeUp.isClosed()) {
                wakeCalls.write(wakeUp.number(), memory.address(ONE), Long.BYTES);
            }
        } finally {
            wakeLock.unlock();
        }
    }

    @Override
    public void close() {
        wakeLock.lock();
        try {
            epoll.close();
            wakeUp.close();
            memory.close();
        } finally {
            wakeLock.unlock();
        }
    }

    private int add(Descriptor descriptor) {
        memory.putInt(EVENT_TABLE + Abi.Poll.EVENTS, Abi.Poll.EPOLLIN);
        memory.putLong(EVENT_TABLE + Abi.Poll.eventData(), descriptor.number());
        return calls.epollControl(epoll.number(), Abi.Poll.CTL_ADD, descriptor.number(), memory.address(EVENT_TABLE));
    }
}
