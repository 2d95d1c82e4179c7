package org.adit.app.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.linux.udp.Trains;
import org.adit.dataplane.linux.udp.UdpSettings;
import org.adit.dataplane.linux.udp.UdpSocket;
import org.adit.dataplane.userspace.DatagramBatch;
import org.adit.lab.process.LabFault;
import org.adit.protocol.ike.SaId;

/// Sends small datagrams as fast as one processor can, from clients through a gateway and back. Nobody reads what
/// arrives: the kernel counts what it drops at a full socket, which costs next to nothing.
final class PacketFlood implements AutoCloseable {
    static final IpAddress LAN = IpAddress.of("10.0.0.1");
    private static final int LAN_PORT = 7000;
    private static final int CLIENT_PORT = 9000;
    private static final int PAYLOAD = 64;
    private static final int ROOM = 160;
    private static final int CAPABLE = 2; // ECT(0)
    /// More than are ever sent in a second.
    private static final int SEALED_FOR_A_SECOND = 700_000;
    private static final int BATCH = 64;
    private static final int SMALL_BUFFER = 4096;

    private final LoadSockets sockets;
    private final ClientSas sas;
    private final List<SaId> clients;
    private final UdpSocket lan;
    private final ByteBuffer plain = ByteBuffer.allocateDirect(ROOM);
    private DatagramBatch sealed = DatagramBatch.of(1, ROOM);
    private DatagramBatch open = DatagramBatch.of(1, ROOM);
    private long read;

    PacketFlood(LoadSockets sockets, ClientSas sas, List<SaId> clients) {
        this.sockets = sockets;
        this.sas = sas;
        this.clients = List.copyOf(clients);
        this.lan = Faults.value(UdpSocket.open(new UdpSettings(
                new Endpoint(LAN, LAN_PORT),
                OptionalInt.empty(),
                Optional.empty(),
                UdpSettings.Fragments.ALLOWED,
                SMALL_BUFFER,
                1 << 22,
                BATCH,
                Trains.OFF)));
        sockets.onEsp((_, _, _, _, _) -> read++);
    }

    /// Seals what [#up] will send.
    void prepareUp(PacketLoad.Crowd crowd, Duration length) {
        int count = (int) (length.toSeconds() * SEALED_FOR_A_SECOND);
        if (sealed.capacity() != count) {
            sealed = DatagramBatch.of(count, count * ROOM);
        }
        sealed.clear();
        int at = 0;
        for (int i = 0; i < count; i++) {
            int flow = i % crowd.flows();
            ClientSa sa = sas.sender(clients.get(flow % crowd.peers())).orElseThrow();
            Endpoint from = new Endpoint(sa.inside(IpFamily.V4).orElseThrow(), CLIENT_PORT + flow);
            int octets = InnerDatagram.write(plain, 0, tos(crowd, i), from, new Endpoint(LAN, LAN_PORT), PAYLOAD);
            int esp = sa.outbound().seal(plain, 0, octets, sealed.octets(), at);
            sockets.address(sealed, sealed.add(at, esp), sa.place());
            at += esp;
        }
    }

    /// Sends all that was prepared.
    void up() {
        UdpSocket socket = sockets.only();
        for (int at = 0; at < sealed.count(); ) {
            at += socket.send(sealed, at, Math.min(BATCH, sealed.count() - at));
        }
    }

    void prepareDown(PacketLoad.Crowd crowd) {
        int count = crowd.flows() * BATCH; // whole batches of whole rounds
        open = DatagramBatch.of(count, PAYLOAD);
        for (int i = 0; i < count; i++) {
            int flow = i % crowd.flows();
            IpAddress to = sas.sender(clients.get(flow % crowd.peers()))
                    .flatMap(sa -> sa.inside(IpFamily.V4))
                    .orElseThrow();
            int index = open.add(0, PAYLOAD);
            open.peer(index, to.high(), to.low(), CLIENT_PORT + flow);
            open.local(index, 0, 0);
            open.tos(index, tos(crowd, i));
        }
    }

    /// Packets that are marked differently (RFC 3168) are not joined, neither inside the tunnel nor outside (RFC 6040).
    private static int tos(PacketLoad.Crowd crowd, int number) {
        return crowd.joins() || number % 2 == 0 ? 0 : CAPABLE;
    }

    void down(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        for (int at = 0; System.nanoTime() < until; at = at == open.count() ? 0 : at) {
            at += lan.send(open, at, BATCH);
        }
    }

    /// So many have reached the LAN, but for the few that its socket holds.
    long arrivedUp() {
        return dropped(LAN_PORT);
    }

    /// So many have reached the clients, when what their socket holds has been read.
    long arrivedDown() {
        return dropped(sockets.only().localPort()) + read;
    }

    /// By the kernel, at the socket with this port: the last column of its table.
    private static long dropped(int port) {
        String wanted = ":%04X".formatted(port);
        try {
            for (String line : Files.readAllLines(Path.of("/proc/net/udp"))) {
                String[] fields = line.strip().split("\\s+");
                if (fields[1].endsWith(wanted)) {
                    return Long.parseLong(fields[fields.length - 1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new LabFault("the kernel does not know the socket with port " + port);
    }

    @Override
    public void close() {
        lan.close();
    }
}
