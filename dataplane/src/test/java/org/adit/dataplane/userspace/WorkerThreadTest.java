package org.adit.dataplane.userspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.protocol.esp.Checksum;
import org.adit.protocol.ipsec.Path;
import org.junit.jupiter.api.Test;

class WorkerThreadTest {
    private static final Endpoint HERE = new Endpoint(IpAddress.of("192.0.2.1"), 4500);
    private static final Endpoint THERE = new Endpoint(IpAddress.of("192.0.2.2"), 4500);

    /// Parks until woken, for ever if need be: a lost wake-up would hang the test's wait.
    private static final class Patient implements Parking {
        private final Semaphore wakes = new Semaphore(0);

        @Override
        public void park(long nanos) {
            wakes.acquireUninterruptibly();
            wakes.drainPermits();
        }

        @Override
        public void wake() {
            wakes.release();
        }

        @Override
        public void close() {}
    }

    /// A socket that hands what it sends to the test, on the worker's thread; the first message makes it fail.
    private static final class Outlet implements DatagramPort {
        private final BlockingQueue<Integer> sent = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        private int calls;

        @Override
        public org.adit.base.net.IpFamily family() {
            return HERE.address().family();
        }

        @Override
        public int localPort() {
            return HERE.port();
        }

        @Override
        public int receive(DatagramBatch into) {
            into.clear();
            return 0;
        }

        @Override
        public int send(DatagramBatch from, int first, int count) {
            threads.add(Thread.currentThread().getName());
            if (calls++ == 0) {
                throw new IllegalStateException("a bug, for the test");
            }
            sent.add(from.length(first));
            return count;
        }

        @Override
        public void close() {
            sent.add(-1);
        }
    }

    @Test
    void ordersWakeTheWorkerABugInATurnDoesNotEndItAndStoppingCloses() throws InterruptedException {
        Outlet socket = new Outlet();
        UserspaceDataPlane plane = new UserspaceDataPlane(
                UserspaceDataPlane.Ports.ofOne(new MemoryDevice(), List.of(socket), new Patient(), Checksum::add),
                TunnelSettings.of(1400, Optional.empty(), Optional.empty()),
                RealCiphers.seeded(1),
                (_, _) -> {},
                _ -> {});
        plane.start();
        Path path = new Path(HERE, THERE);
        plane.sendKeepalive(path);
        plane.sendIke(path, Bytes.of(new byte[30]));
        assertThat(socket.sent.poll(30, TimeUnit.SECONDS)).isEqualTo(34);
        plane.close();
        assertThat(socket.sent.poll(30, TimeUnit.SECONDS)).isEqualTo(-1);
        assertThat(socket.threads).containsOnly("esp-worker-0");
    }
}
