package org.adit.app.bench.soak;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.adit.app.bench.load.Faults;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.dataplane.linux.udp.UdpSettings;
import org.adit.dataplane.linux.udp.UdpSocket;
import org.adit.dataplane.userspace.DatagramBatch;

/// The network behind the gateway: for each flow a port, at an address of each family on this machine's loopback.
final class Lan implements AutoCloseable {
    static final IpAddress V4 = IpAddress.of("10.0.0.1");
    static final IpAddress V6 = IpAddress.of("fd00:10::1");
    static final List<String> NETWORKS = List.of("10.0.0.0/8", "fd00:10::/64");
    private static final int FIRST_PORT = 7000;
    private static final int CLIENT_PORT = 9000;
    private static final int TRAINS = 32;
    private static final int TRAIN_OCTETS = 0x10000;

    private final List<UdpSocket> sockets;
    private final DatagramBatch incoming = DatagramBatch.ofSlots(TRAINS, TRAIN_OCTETS);
    private final DatagramBatch outgoing = DatagramBatch.of(1, TRAIN_OCTETS);

    private Lan(List<UdpSocket> sockets) {
        this.sockets = sockets;
    }

    static Lan open() {
        return new Lan(IntStream.range(0, Client.FLOWS)
                .mapToObj(flow -> Faults.value(UdpSocket.open(UdpSettings.at(endpoint(flow)))))
                .toList());
    }

    List<UdpSocket> sockets() {
        return sockets;
    }

    /// Where packets of a flow go to, and come from.
    static Endpoint endpoint(int flow) {
        return new Endpoint(Client.v4(flow) ? V4 : V6, FIRST_PORT + flow);
    }

    static Endpoint ofClient(IpAddress inside, int flow) {
        return new Endpoint(inside, CLIENT_PORT + flow);
    }

    /// The flow of a packet to this port of a client; -1 if there is none.
    static int flowAt(int clientPort) {
        int flow = clientPort - CLIENT_PORT;
        return flow >= 0 && flow < Client.FLOWS ? flow : -1;
    }

    /// Room for the payloads of one burst.
    ByteBuffer room() {
        return outgoing.octets();
    }

    /// Sends what is at the start of [#room]: payloads of `segment` octets each.
    void send(int flow, IpAddress client, int length, int segment) {
        Endpoint to = ofClient(client, flow);
        outgoing.clear();
        int train = outgoing.add(0, length, segment);
        outgoing.peer(train, to.address().high(), to.address().low(), to.port());
        outgoing.local(train, 0, 0);
        outgoing.tos(train, DatagramBatch.TOS_UNKNOWN);
        sockets.get(flow).send(outgoing, 0, 1);
    }

    /// Hands over what has arrived.
    void receive(Judge judge) {
        for (int flow = 0; flow < sockets.size(); flow++) {
            UdpSocket socket = sockets.get(flow);
            for (int trains = socket.receive(incoming); trains > 0; trains = socket.receive(incoming)) {
                for (int train = 0; train < trains; train++) {
                    int end = incoming.offset(train) + incoming.length(train);
                    int segment = incoming.segment(train);
                    for (int at = incoming.offset(train); at < end; at += segment) {
                        judge.up(incoming.octets(), at, Math.min(segment, end - at), flow);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        sockets.forEach(UdpSocket::close);
    }
}
