package org.adit.dataplane.linux.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.adit.base.diagnosis.Result;
import org.adit.base.feature.FeatureState;
import org.adit.base.feature.Switch;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.ffm.Errno;
import org.adit.dataplane.linux.InNamespace;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.userspace.DatagramBatch;
import org.adit.dataplane.userspace.DatagramPort;
import org.adit.dataplane.userspace.Parking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrainTrialTest {
    private static final IpAddress LOOPBACK = IpAddress.of("127.0.0.1");
    private static final Consumer<Deque<byte[]>> HONEST = datagrams -> {};

    /// Both ends of a kernel that does to trains what a test wants.
    private static final class Kernel implements DatagramPort {
        private final Consumer<Deque<byte[]>> toTrains;
        private final Deque<byte[]> arrived = new ArrayDeque<>();
        private boolean reaches = true;

        Kernel(Consumer<Deque<byte[]>> toTrains) {
            this.toTrains = toTrains;
        }

        /// The fault, if any.
        String trial() {
            return new TrainTrial(this, this, new NoWait(), LOOPBACK).run().orElse("nothing was seen");
        }

        @Override
        public IpFamily family() {
            return IpFamily.V4;
        }

        @Override
        public int localPort() {
            return 4242;
        }

        @Override
        public int receive(DatagramBatch into) {
            into.clear();
            while (!arrived.isEmpty() && !into.full()) {
                ByteBuffer next = ByteBuffer.wrap(arrived.poll());
                int slot = into.slot(into.count());
                into.octets().put(slot, next.array());
                int index = into.add(slot, next.capacity());
                into.peer(index, 0, LOOPBACK.low(), localPort());
            }
            return into.count();
        }

        @Override
        public int send(DatagramBatch from, int first, int count) {
            int end = from.offset(first) + from.length(first);
            Deque<byte[]> train = new ArrayDeque<>();
            for (int at = from.offset(first); at < end; at += from.segment(first)) {
                byte[] datagram = new byte[Math.min(from.segment(first), end - at)];
                from.octets().get(at, datagram);
                train.add(datagram);
            }
            if (train.size() > 1) {
                toTrains.accept(train);
            }
            if (reaches) {
                arrived.addAll(train);
            }
            return count;
        }

        @Override
        public void close() {}
    }

    private record NoWait() implements Parking {
        @Override
        public void park(long nanos) {}

        @Override
        public void wake() {}

        @Override
        public void close() {}
    }

    @Test
    void nothingIsFoundAgainstAKernelThatKeepsDatagramsAsTheyAre() {
        assertThat(new Kernel(HONEST).trial()).isEmpty();
    }

    @Test
    void oneWrongOctetInATrainOfEqualDatagramsIsFound() {
        assertThat(new Kernel(train -> train.peekLast()[700] ^= 1).trial()).contains("corrupts", "equal length");
    }

    @Test
    void aKernelThatCorruptsOnlyEqualDatagramsAndOneThatCorruptsOnlyShortTailsAreBothFound() {
        Kernel equal = new Kernel(train -> {
            if (train.peekFirst().length == train.peekLast().length) {
                train.peekFirst()[0] ^= 1;
            }
        });
        Kernel tail = new Kernel(train -> {
            if (train.peekFirst().length != train.peekLast().length) {
                train.peekFirst()[0] ^= 1;
            }
        });
        assertThat(equal.trial()).contains("equal length");
        assertThat(tail.trial()).contains("shorter last");
    }

    @Test
    void aDatagramThatIsLostSwappedOrCutIsFound() {
        assertThat(new Kernel(Deque::pollLast).trial()).isNotEmpty();
        assertThat(new Kernel(train -> train.addLast(train.pollFirst())).trial())
                .isNotEmpty();
        assertThat(new Kernel(train -> train.addFirst(java.util.Arrays.copyOf(train.pollFirst(), 1279))).trial())
                .isNotEmpty();
    }

    @Test
    void whereNoDatagramComesBackAtAllNothingIsHeldAgainstTrains() {
        Kernel isolated = new Kernel(HONEST);
        isolated.reaches = false;
        assertThat(isolated.trial()).isEqualTo("nothing was seen");
    }

    @Test
    void thisKernelPassesInAShortTimeAndWhatIsOffIsNotTried() {
        long began = System.nanoTime();
        assertThat(Trains.AUTO.tried()).isEqualTo(Trains.AUTO);
        assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
        assertThat(Trains.OFF.tried()).isSameAs(Trains.OFF);
    }

    @Test
    void whatTheTrialFoundIsTheReasonInTheStateAndAFailureWhereTrainsAreDemanded() {
        UdpSettings usual = UdpSettings.at(new Endpoint(LOOPBACK, 0));
        try (UdpSocket socket = InNamespace.must(UdpSocket.open(
                usual.withTrains(new Trains(Switch.AUTO, Switch.AUTO, "it corrupts them", "it loses them"))))) {
            assertThat(socket.features())
                    .containsExactly(
                            new FeatureState("udp-send", Switch.AUTO, false, "it corrupts them"),
                            new FeatureState("udp-receive", Switch.AUTO, false, "it loses them"));
        }
        Result<UdpSocket, OsFailure> demanded =
                UdpSocket.open(usual.withTrains(new Trains(Switch.ON, Switch.AUTO, "it corrupts them", "")));
        OsFailure refusal = new OsFailure.FeatureRefused("udp-send", "it corrupts them");
        assertThat(demanded).isEqualTo(Result.failed(refusal));
        assertThat(refusal.explain().remedy()).contains("udp-send = \"auto\"").contains("[data-plane]");
    }

    @Test
    void demandedTrainsAreUsedAndUnwantedOnesAreOffBySetting() {
        UdpSettings usual = UdpSettings.at(new Endpoint(LOOPBACK, 0));
        try (UdpSocket socket =
                InNamespace.must(UdpSocket.open(usual.withTrains(Trains.wanted(Switch.ON, Switch.OFF))))) {
            assertThat(socket.features())
                    .containsExactly(
                            new FeatureState("udp-send", Switch.ON, true, ""),
                            new FeatureState("udp-receive", Switch.OFF, false, "by setting"));
        }
    }

    @Test
    void onlyARefusalOfEveryTrainTurnsThemOffAndTheStateSaysWhere() {
        try (UdpSocket socket = InNamespace.must(UdpSocket.open(UdpSettings.at(new Endpoint(LOOPBACK, 0))))) {
            socket.trainRefused(Errno.EMSGSIZE);
            assertThat(socket.segmentsTrains()).isTrue();
            socket.trainRefused(Errno.EIO);
            assertThat(socket.segmentsTrains()).isFalse();
            assertThat(socket.features().getFirst())
                    .hasToString("udp-send off (the path refused (EIO at UDP V4 port " + socket.localPort() + "))");
        }
    }
}
