package org.adit.dataplane.userspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.protocol.contract.InnerUdp;
import org.adit.protocol.esp.Checksum;
import org.adit.protocol.esp.DropReason;
import org.adit.protocol.ipsec.Path;
import org.junit.jupiter.api.Test;

class CrossingsTest {
    private static final Endpoint GATEWAY = new Endpoint(IpAddress.of("192.0.2.1"), 4500);
    private static final Endpoint CLIENT = new Endpoint(IpAddress.of("2001:db8::7"), 4501);

    private static final class Counted implements Parking {
        private int wakes;

        @Override
        public void park(long nanos) {}

        @Override
        public void wake() {
            wakes++;
        }

        @Override
        public void close() {}
    }

    @Test
    void datagramsReachTheirOwnerWithWhereTheyCameFromAndOneWakeATurn() {
        List<Counted> rests = List.of(new Counted(), new Counted(), new Counted(), new Counted());
        List<Crossings> workers = Crossings.among(List.copyOf(rests));
        DatagramBatch received = DatagramBatch.of(1, 4096);
        received.octets().put(100, new byte[] {1, 2, 3, 4, 5});
        int train = received.add(0, 4096);
        received.peer(train, CLIENT.address().high(), CLIENT.address().low(), CLIENT.port());
        received.tos(train, 0xb8);
        received.fragment(train, 1396);

        assertThat(workers.get(0).own(0x1003)).isFalse();
        assertThat(workers.get(0).datagram(0x1003, received, train, IpFamily.V6, 100, 5))
                .isTrue();
        assertThat(workers.get(0).datagram(0x1007, received, train, IpFamily.V6, 102, 3))
                .isTrue();
        workers.get(0).wakeOthers();
        workers.get(0).wakeOthers();

        assertThat(rests.stream().map(rest -> rest.wakes)).containsExactly(0, 0, 0, 1);
        DatagramBatch taken = DatagramBatch.of(1, 0x10000);
        assertThat(workers.get(1).takeDatagram(taken)).isNull();
        assertThat(workers.get(3).takeDatagram(taken)).isEqualTo(IpFamily.V6);
        assertThat(taken.length(0)).isEqualTo(5);
        assertThat(taken.octets().get(4)).isEqualTo((byte) 5);
        assertThat(taken.peer(0, IpFamily.V6)).isEqualTo(CLIENT);
        assertThat(taken.tos(0)).isEqualTo(0xb8);
        assertThat(taken.fragment(0)).isEqualTo(1396);
        assertThat(workers.get(3).takeDatagram(taken)).isEqualTo(IpFamily.V6);
        assertThat(taken.length(0)).isEqualTo(3);
        assertThat(workers.get(3).takeDatagram(taken)).isNull();
    }

    @Test
    void whatAnOwnerThatDoesNotKeepUpHasNoRoomForIsDroppedAndCountedAndTheRestStaysInOrder() {
        MemoryDevice device = new MemoryDevice();
        MemorySocket idle = new MemorySocket(GATEWAY);
        MemorySocket out = new MemorySocket(GATEWAY);
        MemorySocket client = new MemorySocket(new Endpoint(IpAddress.of("198.51.100.7"), 4500));
        MemorySocket.join(out, client);
        List<Crossings> crossings = Crossings.among(List.of(new Counted(), new Counted()));
        EspWorker reader = worker(device, idle, crossings.get(0));
        EspWorker owner = worker(new MemoryDevice(), out, crossings.get(1));
        SaPair pair = pair(0x1001, out);
        pair.startSending(1);
        owner.order(new Order.Install(pair));
        owner.order(new Order.StartSending(pair));
        reader.order(new Order.StartSending(pair));

        int sent = 0;
        for (; reader.drops().of(DropReason.CROSSING_FULL) == 0 && sent < 10_000; sent++) {
            device.send(InnerUdp.packet("10.1.0.1", "10.9.0.7", sent, 1300));
            reader.turn(1);
        }
        List<Integer> lengths = new ArrayList<>();
        DatagramBatch arrived = DatagramBatch.ofSlots(64, 4096);
        while (owner.turn(1) > 0) {
            while (client.receive(arrived) > 0) {
                for (int i = 0; i < arrived.count(); i++) {
                    lengths.add(arrived.octets().getInt(arrived.offset(i) + 4)); // the sequence number
                }
            }
        }

        assertThat(sent).isBetween(2, 9_999);
        assertThat(reader.drops().of(DropReason.CROSSING_FULL)).isEqualTo(1);
        assertThat(lengths).hasSize(sent - 1).isSorted();
        assertThat(owner.drops().all().values()).containsOnly(0L);
        reader.close();
        owner.close();
    }

    @Test
    void workersAreAPowerOfTwo() {
        List<Parking> three = List.of(new Counted(), new Counted(), new Counted());
        assertThatThrownBy(() -> Crossings.among(three)).isInstanceOf(IllegalArgumentException.class);
    }

    private static EspWorker worker(MemoryDevice device, MemorySocket socket, Crossings crossings) {
        return new EspWorker(
                new UserspaceDataPlane.WorkerPorts(device, List.of(socket), new Counted(), Checksum::add),
                TunnelSettings.of(1400, Optional.empty(), Optional.empty()),
                (_, _) -> {
                    throw new AssertionError("no IKE here");
                },
                event -> {
                    throw new AssertionError(event.toString());
                },
                crossings);
    }

    private static SaPair pair(int spi, MemorySocket socket) {
        Path path = new Path(GATEWAY, new Endpoint(IpAddress.of("198.51.100.7"), 4500));
        var spec = Specs.gateway(spi, 0x2001, "10.1.0.0/16", "10.9.0.7/32", path);
        return Pairs.of(spec, socket, 1);
    }
}
