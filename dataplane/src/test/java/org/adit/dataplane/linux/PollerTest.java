package org.adit.dataplane.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.dataplane.linux.udp.UdpSettings;
import org.adit.dataplane.linux.udp.UdpSocket;
import org.adit.dataplane.userspace.DatagramBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A wait that does not end as it should runs into the timeout: the waits asked for are a day.
@Timeout(60)
class PollerTest {
    private static final long A_DAY = 86_400_000_000_000L;

    @Test
    void aWakeFromAnotherThreadEndsTheWait() throws InterruptedException {
        try (Poller poller = InNamespace.must(Poller.open(List.of()))) {
            CountDownLatch parked = new CountDownLatch(1);
            Thread waker = Thread.ofPlatform().start(() -> {
                await(parked);
                poller.wake();
            });
            parked.countDown();
            poller.park(A_DAY);
            waker.join();
        }
    }

    @Test
    void aWakeBeforeTheWaitIsNotLost() {
        try (Poller poller = InNamespace.must(Poller.open(List.of()))) {
            poller.wake();
            poller.wake();
            poller.park(A_DAY);
            poller.wake();
            poller.park(A_DAY);
        }
    }

    @Test
    void wakesOfManyThreadsAreNeverLostAcrossManyWaits() throws InterruptedException {
        try (Poller poller = InNamespace.must(Poller.open(List.of()))) {
            for (int round = 0; round < 2000; round++) {
                Thread waker = Thread.ofVirtual().start(poller::wake);
                poller.park(A_DAY);
                waker.join();
            }
        }
    }

    @Test
    void theWaitEndsByItselfWhenItsTimeIsUp() {
        try (Poller poller = InNamespace.must(Poller.open(List.of()))) {
            poller.park(1);
            poller.park(0);
        }
    }

    @Test
    void aDatagramEndsTheWaitOfASocketThatWasAddedLater() {
        Endpoint loopback = new Endpoint(IpAddress.of("127.0.0.1"), 0);
        try (Poller poller = InNamespace.must(Poller.open(List.of()));
                UdpSocket here = InNamespace.must(UdpSocket.open(UdpSettings.at(loopback)))) {
            InNamespace.must(poller.watch(here));
            DatagramBatch batch = DatagramBatch.ofSlots(1, 100);
            batch.add(batch.slot(0), 10);
            batch.peer(0, 0, loopback.address().low(), here.localPort());
            here.send(batch, 0, 1);

            poller.park(A_DAY);

            assertThat(here.receive(batch)).isEqualTo(1);
        }
    }

    @Test
    void aWakeAfterTheEndIsHarmless() {
        Poller poller = InNamespace.must(Poller.open(List.of()));
        poller.close();
        poller.wake();
        poller.close();
        assertThat(poller).isNotNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
