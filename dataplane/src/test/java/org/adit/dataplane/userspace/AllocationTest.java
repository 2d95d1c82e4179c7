package org.adit.dataplane.userspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.dataplane.linux.VectorSum;
import org.adit.dataplane.offload.VirtioHeader;
import org.adit.protocol.contract.InnerUdp;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The steady path leaves nothing for the collector (what the JDK's own ciphers leave is not ours).
class AllocationTest {
    private static final int PACKETS = 100_000;
    /// Less than crossings hold.
    private static final int BURST = 100;

    /// Reads the same packet for ever; counts what is written.
    private static final class Fountain implements PacketDevice {
        private final byte[] packet;
        private int left;
        private long written;
        private long octets;

        Fountain(Bytes packet) {
            this.packet = packet.toArray();
        }

        @Override
        public String name() {
            return "fountain";
        }

        @Override
        public boolean takesTcpSuperpackets() {
            return true;
        }

        @Override
        public boolean takesUdpSuperpackets() {
            return true;
        }

        @Override
        public int read(ByteBuffer into, int at, int room) {
            if (left == 0) {
                return 0;
            }
            left--;
            VirtioHeader.clear(into, at);
            into.put(at + VirtioHeader.OCTETS, packet, 0, packet.length);
            return VirtioHeader.OCTETS + packet.length;
        }

        @Override
        public int write(ByteBuffer from, int at, int length) {
            written++;
            octets += length;
            return length;
        }

        @Override
        public void close() {}

        /// Has nothing to read; what is written to it counts here.
        PacketDevice otherQueue() {
            Fountain whole = this;
            return new PacketDevice() {
                @Override
                public String name() {
                    return whole.name();
                }

                @Override
                public boolean takesTcpSuperpackets() {
                    return true;
                }

                @Override
                public boolean takesUdpSuperpackets() {
                    return true;
                }

                @Override
                public int read(ByteBuffer into, int at, int room) {
                    return 0;
                }

                @Override
                public int write(ByteBuffer from, int at, int length) {
                    return whole.write(from, at, length);
                }

                @Override
                public void close() {}
            };
        }
    }

    private static final Endpoint GATEWAY = new Endpoint(IpAddress.of("192.0.2.1"), 4500);
    private static final Endpoint CLIENT = new Endpoint(IpAddress.of("198.51.100.7"), 4500);

    /// Everything comes to the first worker.
    private static UserspaceDataPlane plane(Fountain device, MemorySocket socket, int workers) {
        List<UserspaceDataPlane.WorkerPorts> ports = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            ports.add(new UserspaceDataPlane.WorkerPorts(
                    i == 0 ? device : device.otherQueue(),
                    List.of(i == 0 ? socket : socket.silent()),
                    new TwoInMemory.NoParking(),
                    new VectorSum()));
        }
        return new UserspaceDataPlane(
                new UserspaceDataPlane.Ports(ports),
                TunnelSettings.of(1400, Optional.empty(), Optional.empty()),
                (_, _) -> new NoCipher(),
                (_, _) -> {
                    throw new AssertionError("no IKE here");
                },
                event -> {
                    throw new AssertionError(event.toString());
                });
    }

    /// With two workers all packets are the one's that they do not come to.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aHundredThousandPacketsEachWayAllocateNothing(int workers) {
        Fountain gatewayDevice = new Fountain(InnerUdp.packet("10.1.0.1", "10.9.0.7", 1, 1300));
        Fountain clientDevice = new Fountain(InnerUdp.packet("10.9.0.7", "10.1.0.1", 1, 1300));
        MemorySocket gatewaySocket = new MemorySocket(GATEWAY);
        MemorySocket clientSocket = new MemorySocket(CLIENT);
        MemorySocket.join(gatewaySocket, clientSocket);
        Path path = new Path(GATEWAY, CLIENT);
        try (UserspaceDataPlane gateway = plane(gatewayDevice, gatewaySocket, workers);
                UserspaceDataPlane client = plane(clientDevice, clientSocket, workers)) {
            gateway.install(Specs.gateway(0x1001, 0x2001, "10.1.0.0/16", "10.9.0.7/32", path));
            client.install(Specs.client(0x1001, 0x2001, "10.1.0.0/16", "10.9.0.7/32", path));
            long warm = run(gateway, gatewayDevice, client, clientDevice);
            long cold = run(gateway, gatewayDevice, client, clientDevice);
            System.out.println("octets allocated: warming up " + warm + ", then " + cold);
            assertThat(gatewayDevice.written).isEqualTo(2L * PACKETS);
            assertThat(clientDevice.written).isEqualTo(2L * PACKETS);
            assertThat(gateway.read(new Spi(0x1001)).inboundPackets()).isEqualTo(2L * PACKETS);
            // One octet for every ten packets would be an object a turn; the compiler may leave a few of its own.
            assertThat(cold).isLessThan(PACKETS / 10);
        }
    }

    private static long run(UserspaceDataPlane gateway, Fountain one, UserspaceDataPlane client, Fountain two) {
        long before = AllocatedOctets.ofThisThread();
        long now = 0;
        for (int sent = 0; sent < PACKETS; sent += BURST) {
            one.left = BURST;
            two.left = BURST;
            while (gateway.turn(++now) + client.turn(++now) > 0) {}
        }
        return AllocatedOctets.ofThisThread() - before;
    }
}
