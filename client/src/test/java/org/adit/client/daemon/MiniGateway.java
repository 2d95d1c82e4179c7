package org.adit.client.daemon;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.client.TestPki;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.Trust;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.ike.Action;
import org.adit.protocol.ike.Answer;
import org.adit.protocol.ike.Assignment;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.IkeEndpoint;
import org.adit.protocol.ike.IkeSettings;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ike.KeyWitness;
import org.adit.protocol.ike.Question;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.ChainChecker;

/// A gateway's engine on a socket, without a data plane: enough to be signed in to.
final class MiniGateway implements AutoCloseable {
    private static final int MARKER = 4;

    private final DatagramSocket socket;
    private final Endpoint local;
    private final SystemSources sources = new SystemSources();
    private final IkeEndpoint ike;
    private final ConcurrentLinkedQueue<Input> inputs = new ConcurrentLinkedQueue<>();
    private final Set<SaId> open = new HashSet<>();
    private volatile boolean ending;
    private volatile boolean endAll;

    MiniGateway(IpAddress address, TestPki pki) throws IOException {
        local = new Endpoint(address, 4500);
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address.toString()), 4500));
        socket.setSoTimeout(50);
        ike = new IkeEndpoint(
                IkeSettings.gateway(
                        CryptoPolicy.DEFAULT,
                        List.of(new LocalCredential.WithCertificate(
                                Identity.fqdn(TestPki.GATEWAY), List.of(pki.gateway), pki.gatewayKey.signingKey())),
                        new Trust(new ChainChecker(List.of(pki.root)), List.of(), true)),
                JcaCrypto.create(),
                sources,
                KeyWitness.NONE);
        Thread.ofPlatform().name("mini-gateway").daemon().start(this::run);
    }

    /// Says goodbye to everyone who is connected.
    void endAll() {
        endAll = true;
    }

    private void run() {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        while (!ending) {
            try {
                socket.receive(packet);
                receive(packet);
            } catch (SocketTimeoutException nothing) {
                inputs.add(new Input.TimeReached());
            } catch (IOException closed) {
                return;
            }
            if (endAll) {
                endAll = false;
                open.forEach(sa -> inputs.add(new Input.Order(sa, new Command.Disconnect())));
            }
            for (Input input = inputs.poll(); input != null; input = inputs.poll()) {
                ike.step(input, sources.now()).actions().forEach(this::obey);
            }
        }
    }

    private void receive(DatagramPacket packet) {
        byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
        boolean marked = octets.length > MARKER && octets[0] == 0 && octets[1] == 0 && octets[2] == 0 && octets[3] == 0;
        if (marked) {
            Endpoint peer =
                    new Endpoint(IpAddress.of(Bytes.of(packet.getAddress().getAddress())), packet.getPort());
            inputs.add(new Input.Received(new Path(local, peer), Bytes.of(octets, MARKER, octets.length)));
        }
    }

    private void obey(Action action) {
        switch (action) {
            case Action.Send(var path, var datagram) -> send(path, datagram);
            case Action.Ask(var sa, var id, Question.Admit question) -> {
                open.add(sa);
                List<TrafficSelector> company = List.of(
                        TrafficSelector.of(IpPrefix.of("10.1.0.0/24")), TrafficSelector.of(IpPrefix.of("fd00:1::/64")));
                List<IpAddress> addresses = List.of(IpAddress.of("10.99.0.2"), IpAddress.of("fd99:1::2"));
                Assignment given = new Assignment(
                        addresses, List.of(IpAddress.of("10.1.0.53")), List.of("corp.example.org"), List.of());
                inputs.add(new Input.Answered(
                        sa,
                        id,
                        new Answer.Admitted(
                                given,
                                question.addresses().isEmpty() ? question.local() : company,
                                addresses.stream().map(TrafficSelector::of).toList())));
            }
            case Action.Install _,
                    Action.StartSending _,
                    Action.Move _,
                    Action.Remove _,
                    Action.SendKeepalive _,
                    Action.Report _ -> {}
        }
    }

    private void send(Path path, Bytes datagram) {
        byte[] octets = new byte[MARKER + datagram.length()];
        datagram.copyTo(octets, MARKER);
        try {
            socket.send(new DatagramPacket(
                    octets,
                    octets.length,
                    InetAddress.getByAddress(path.peer().address().octets().toArray()),
                    path.peer().port()));
        } catch (IOException lost) {
            // as on any network
        }
    }

    @Override
    public void close() {
        ending = true;
        socket.close();
    }
}
