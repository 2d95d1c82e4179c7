package org.adit.app.bench.load;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.linux.Poller;
import org.adit.dataplane.linux.Watched;
import org.adit.dataplane.linux.udp.Trains;
import org.adit.dataplane.linux.udp.UdpSettings;
import org.adit.dataplane.linux.udp.UdpSocket;
import org.adit.dataplane.userspace.DatagramBatch;
import org.adit.protocol.ipsec.Path;

/// Many clients' ends of UDP on loopback: a few sockets, each at all addresses of 127.1.0.0/16 at once, for every
/// datagram says where it comes from. Adds and takes off the non-ESP marker; what is neither IKE nor ESP is dropped.
public final class LoadSockets implements IkeLine, AutoCloseable {
    /// Takes the ESP packet `octets[at, at + length)` that came to `local` with the outer octet `tos`.
    public interface EspSink {
        void onEsp(Endpoint local, ByteBuffer octets, int at, int length, int tos);
    }

    private static final int MARKER = 4;
    private static final byte KEEPALIVE = (byte) 0xff;
    private static final int LONGEST = 0xffff;
    private static final int TRAINS = 32;
    private static final int ROW = 250;
    private static final IpAddress STREET = IpAddress.of("127.1.0.0");

    private final Endpoint gateway;
    private final List<UdpSocket> sockets;
    private final Poller poller;
    private final DatagramBatch incoming = DatagramBatch.ofSlots(TRAINS, LONGEST);
    private final DatagramBatch outgoing = DatagramBatch.of(1, LONGEST);
    private EspSink esp = (_, _, _, _, _) -> {};

    /// One socket towards `gateway`, which sends each datagram as one of its own.
    static LoadSockets open(Endpoint gateway) {
        return open(gateway, List.of(false));
    }

    /// One socket for each of `trains`, which says whether it sends and receives several datagrams as one.
    public static LoadSockets open(Endpoint gateway, List<Boolean> trains) {
        UdpSettings anywhere = UdpSettings.at(new Endpoint(IpAddress.any(IpFamily.V4), 0));
        List<UdpSocket> sockets = trains.stream()
                .map(one -> Faults.value(UdpSocket.open(anywhere.withTrains(one ? Trains.AUTO : Trains.OFF))))
                .toList();
        return new LoadSockets(gateway, sockets, Faults.value(Poller.open(sockets)));
    }

    private LoadSockets(Endpoint gateway, List<UdpSocket> sockets, Poller poller) {
        this.gateway = gateway;
        this.sockets = sockets;
        this.poller = poller;
    }

    public Endpoint gateway() {
        return gateway;
    }

    /// Where a client can be: at one of tens of thousands of addresses, with the port of one of the sockets.
    public Endpoint place(int house, int socket) {
        int below = (house / ROW) << 8 | house % ROW + 1;
        IpAddress address = STREET.plus(below).orElseThrow();
        return new Endpoint(address, sockets.get(socket).localPort());
    }

    /// Paths from so many houses, through the first socket.
    public List<Path> paths(int houses) {
        List<Path> paths = new ArrayList<>();
        for (int house = 0; house < houses; house++) {
            paths.add(new Path(place(house, 0), gateway));
        }
        return List.copyOf(paths);
    }

    public void onEsp(EspSink sink) {
        esp = sink;
    }

    /// Waits for this one too.
    public void alsoWait(Watched other) {
        Faults.value(poller.watch(other));
    }

    /// The socket that what is sent from `place` goes through.
    public UdpSocket through(Endpoint place) {
        for (UdpSocket socket : sockets) {
            if (socket.localPort() == place.port()) {
                return socket;
            }
        }
        throw new IllegalStateException("no socket at " + place);
    }

    /// The one that there is.
    UdpSocket only() {
        return sockets.getFirst();
    }

    /// Says where a datagram of `batch` goes and comes from.
    public void address(DatagramBatch batch, int index, Endpoint place) {
        batch.peer(index, gateway.address().high(), gateway.address().low(), gateway.port());
        batch.local(index, place.address().high(), place.address().low());
        batch.tos(index, DatagramBatch.TOS_UNKNOWN);
    }

    @Override
    public void send(Path path, Bytes message) {
        outgoing.octets().putInt(0, 0).put(MARKER, message.toArray());
        send(path.local(), MARKER + message.length());
    }

    @Override
    public void keepalive(Path path) {
        outgoing.octets().put(0, KEEPALIVE);
        send(path.local(), 1);
    }

    private void send(Endpoint place, int octets) {
        outgoing.clear();
        address(outgoing, outgoing.add(0, octets), place);
        through(place).send(outgoing, 0, 1);
    }

    @Override
    public void receive(long millis, BiConsumer<Path, Bytes> ike) {
        if (!receive(ike) && millis > 0) {
            poller.park(TimeUnit.MILLISECONDS.toNanos(millis));
            receive(ike);
        }
    }

    private boolean receive(BiConsumer<Path, Bytes> ike) {
        boolean some = false;
        for (UdpSocket socket : sockets) {
            for (int count = socket.receive(incoming); count > 0; count = socket.receive(incoming)) {
                some = true;
                for (int i = 0; i < count; i++) {
                    takeTrain(new Endpoint(incoming.local(i, IpFamily.V4), socket.localPort()), i, ike);
                }
            }
        }
        return some;
    }

    private void takeTrain(Endpoint local, int index, BiConsumer<Path, Bytes> ike) {
        int end = incoming.offset(index) + incoming.length(index);
        for (int at = incoming.offset(index); at < end; at += incoming.segment(index)) {
            take(local, at, Math.min(incoming.segment(index), end - at), incoming.tos(index), ike);
        }
    }

    private void take(Endpoint local, int at, int length, int tos, BiConsumer<Path, Bytes> ike) {
        ByteBuffer octets = incoming.octets();
        if (length <= MARKER) {
            return;
        }
        if (octets.getInt(at) != 0) {
            esp.onEsp(local, octets, at, length, tos);
            return;
        }
        byte[] message = new byte[length - MARKER];
        octets.get(at + MARKER, message);
        ike.accept(new Path(local, gateway), Bytes.wrap(message));
    }

    @Override
    public void close() {
        poller.close();
        sockets.forEach(UdpSocket::close);
    }
}
