package org.adit.dataplane.userspace;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The platform thread of a worker: turns while there is work, then parks. It does not spin in between: what that
/// spares in wake-ups it takes from the processes whose packets these are, which costs more on few processors.
final class WorkerThread {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);
    private static final long PARK_NANOS = 100_000_000;
    /// While sealed packets wait for room in a socket, of which no event tells.
    private static final long SHORT_PARK_NANOS = 1_000_000;
    private static final long COMPLAIN_NANOS = 1_000_000_000;

    private final EspWorker worker;
    private final Parking parking;
    private final Thread thread;
    private volatile boolean stopping;
    private long complainedAt;
    private boolean complained;

    WorkerThread(String name, EspWorker worker, Parking parking) {
        this.worker = worker;
        this.parking = parking;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Stops after the present turn and waits for it; the worker is then closed.
    void stop() {
        stopping = true;
        parking.wake();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            turnUntilStopped();
        } finally {
            worker.close();
        }
    }

    private void turnUntilStopped() {
        while (!stopping) {
            if (turn(System.nanoTime()) == 0) {
                parking.park(worker.waitsForRoom() ? SHORT_PARK_NANOS : PARK_NANOS);
            }
        }
    }

    private int turn(long now) {
        try {
            return worker.turn(now);
        } catch (RuntimeException bug) {
            worker.abandonBatch();
            if (!complained || now - complainedAt > COMPLAIN_NANOS) {
                complained = true;
                complainedAt = now;
                LOG.error("A turn of the data plane failed; the packets in hand are lost", bug);
            }
            return worker.ordersWait() ? 1 : 0; // their wake-up is spent
        }
    }
}
