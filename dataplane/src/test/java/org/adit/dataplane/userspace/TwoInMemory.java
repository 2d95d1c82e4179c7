package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.protocol.contract.TwoDataPlanes;
import org.adit.protocol.esp.Checksum;
import org.adit.protocol.esp.EspCiphers;
import org.adit.protocol.ipsec.DataPlane;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;

/// Two userspace data planes, back to back in one thread.
final class TwoInMemory implements TwoDataPlanes {
    final Side left;
    final Side right;
    private long nowNanos = 1;

    TwoInMemory(EspCiphers ciphers, Endpoint leftEnd, Endpoint rightEnd) {
        this(ciphers, leftEnd, rightEnd, 1);
    }

    private TwoInMemory(EspCiphers ciphers, Endpoint leftEnd, Endpoint rightEnd, int workers) {
        left = new Side(ciphers, leftEnd, workers);
        right = new Side(ciphers, rightEnd, workers);
        for (int i = workers - 1; i >= 0; i--) { // the last joined is where packets arrive
            MemorySocket.join(left.sockets.get(i), right.sockets.get(i));
            MemorySocket.join(left.socket, right.sockets.get(i));
            MemorySocket.join(right.socket, left.sockets.get(i));
        }
        MemorySocket.join(left.socket, right.socket);
    }

    /// Everything comes to the first worker, whoever owns it.
    static TwoInMemory withWorkers(EspCiphers ciphers, int workers) {
        return new TwoInMemory(ciphers, end("192.0.2.1"), end("198.51.100.7"), workers);
    }

    static TwoInMemory overV4(EspCiphers ciphers) {
        return new TwoInMemory(ciphers, end("192.0.2.1"), end("198.51.100.7"));
    }

    static TwoInMemory overV6(EspCiphers ciphers) {
        return new TwoInMemory(ciphers, end("2001:db8::1"), end("2001:db8::7"));
    }

    private static Endpoint end(String address) {
        return new Endpoint(IpAddress.of(address), 4500);
    }

    /// One of the two, with everything that a test may want to look at.
    static final class Side {
        final MemoryDevice device = new MemoryDevice();
        final MemorySocket socket;
        final List<MemorySocket> sockets = new ArrayList<>();
        final MemorySocket ikeSocket;
        final List<DataPlaneEvent> events = new ArrayList<>();
        final List<Path> ikePaths = new ArrayList<>();
        final List<Bytes> ikeMessages = new ArrayList<>();
        final UserspaceDataPlane plane;

        Side(EspCiphers ciphers, Endpoint self, int workers) {
            socket = new MemorySocket(self);
            ikeSocket = new MemorySocket(self.withPort(500));
            sockets.add(socket);
            List<UserspaceDataPlane.WorkerPorts> ports = new ArrayList<>();
            ports.add(new UserspaceDataPlane.WorkerPorts(
                    device, List.of(ikeSocket, socket), new NoParking(), Checksum::add));
            for (int i = 1; i < workers; i++) {
                sockets.add(new MemorySocket(self));
                ports.add(new UserspaceDataPlane.WorkerPorts(
                        new OtherQueue(device), List.of(sockets.get(i)), new NoParking(), Checksum::add));
            }
            plane = new UserspaceDataPlane(
                    new UserspaceDataPlane.Ports(ports),
                    TunnelSettings.of(
                            1400, Optional.of(IpAddress.of("10.9.0.254")), Optional.of(IpAddress.of("fd09::fe"))),
                    ciphers,
                    this::onIke,
                    events::add);
        }

        private void onIke(Path path, Bytes message) {
            ikePaths.add(path);
            ikeMessages.add(message);
        }

        List<DataPlaneEvent> takeEvents() {
            List<DataPlaneEvent> taken = List.copyOf(events);
            events.clear();
            return taken;
        }
    }

    /// A queue that nothing comes from: the kernel gives all to the first.
    private record OtherQueue(MemoryDevice device) implements PacketDevice {
        @Override
        public String name() {
            return device.name();
        }

        @Override
        public boolean takesTcpSuperpackets() {
            return device.takesTcpSuperpackets();
        }

        @Override
        public boolean takesUdpSuperpackets() {
            return device.takesUdpSuperpackets();
        }

        @Override
        public int read(ByteBuffer into, int at, int room) {
            return 0;
        }

        @Override
        public int write(ByteBuffer from, int at, int length) {
            return device.write(from, at, length);
        }

        @Override
        public void close() {}
    }

    static final class NoParking implements Parking {
        @Override
        public void park(long nanos) {
            Thread.onSpinWait();
        }

        @Override
        public void wake() {}

        @Override
        public void close() {}
    }

    @Override
    public DataPlane left() {
        return left.plane;
    }

    @Override
    public DataPlane right() {
        return right.plane;
    }

    @Override
    public Path path() {
        return new Path(left.socket.self(), right.socket.self());
    }

    @Override
    public void leftSends(Bytes inner) {
        left.device.send(inner);
    }

    @Override
    public void rightSends(Bytes inner) {
        right.device.send(inner);
    }

    @Override
    public void settle() {
        while (left.plane.turn(++nowNanos) + right.plane.turn(++nowNanos) > 0) {}
    }

    @Override
    public List<Bytes> leftReceived() {
        return left.device.received();
    }

    @Override
    public List<Bytes> rightReceived() {
        return right.device.received();
    }

    @Override
    public List<DataPlaneEvent> leftEvents() {
        return left.takeEvents();
    }

    @Override
    public List<DataPlaneEvent> rightEvents() {
        return right.takeEvents();
    }

    @Override
    public void close() {
        left.plane.close();
        right.plane.close();
    }
}
