package org.adit.app.bench.soak;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SplittableRandom;
import org.adit.app.bench.load.ClientSa;
import org.adit.app.bench.load.ClientSas;
import org.adit.app.bench.load.InnerDatagram;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.protocol.esp.DropReason;
import org.adit.protocol.esp.EspView;
import org.adit.protocol.esp.InnerPacket;
import org.adit.protocol.ike.SaId;

/// Bursts of packets, both ways: some small, some as large as the tunnel carries; of one length, as offloads like them,
/// or of many.
final class Traffic {
    private static final int MTU = 1438;
    private static final int LONGEST_BURST = 8;
    private static final int SMALL = 100;
    private static final int LARGE = 1250;
    private static final int ROOM = 0x10000;
    private static final int UDP = 17;

    private final ClientSas sas;
    private final Line line;
    private final Lan lan;
    private final Judge judge;
    private final NonceWatch nonces;
    private final SplittableRandom random;
    private final ByteBuffer plain = ByteBuffer.allocateDirect(ROOM);
    private final ByteBuffer sealed = ByteBuffer.allocateDirect(ROOM);
    private final InnerPacket inner = new InnerPacket();
    private long strays;

    Traffic(ClientSas sas, Line line, Lan lan, Judge judge, NonceWatch nonces, long seed) {
        this.sas = sas;
        this.line = line;
        this.lan = lan;
        this.judge = judge;
        this.nonces = nonces;
        this.random = new SplittableRandom(seed);
    }

    /// A client sends a few packets of one flow. Returns how many.
    int up(Client client) {
        int flow = random.nextInt(client.up().count());
        int count = 1 + random.nextInt(LONGEST_BURST);
        boolean alike = random.nextBoolean();
        ClientSa sa = sas.sender(client.id()).orElse(null);
        if (sa == null) {
            return 1;
        }
        Endpoint from = Lan.ofClient(inside(sa, flow), flow);
        int octets = octets(flow);
        int end = 0;
        int segment = 0;
        for (int i = 0; i < count; i++) {
            octets = alike ? octets : octets(flow);
            int length = seal(client, sa, flow, from, octets, end);
            if (length < 0 || line.loses()) {
                continue;
            }
            segment = length;
            end += length;
            if (!alike) {
                line.sendEsp(sa.place(), sealed, end, segment);
                end = 0;
            }
        }
        line.sendEsp(sa.place(), sealed, end, segment);
        return count;
    }

    private int seal(Client client, ClientSa sa, int flow, Endpoint from, int octets, int at) {
        Stamp stamp = new Stamp(client.number(), flow, client.up().send(flow));
        stamp.write(plain, InnerDatagram.headOctets(Client.v4(flow)), octets);
        int length = InnerDatagram.write(plain, 0, from, Lan.endpoint(flow), octets);
        int esp = sa.outbound().seal(plain, 0, length, sealed, at);
        if (esp < 0) {
            judge.wrong("client " + client.number() + " cannot seal: " + DropReason.of(esp));
        } else {
            nonces.toGateway(EspView.spi(sealed, at), iv(sealed, at));
        }
        return esp;
    }

    /// The network behind the gateway sends a few packets of one flow to a client. Returns how many.
    int down(Client client) {
        int flow = random.nextInt(client.down().count());
        int count = 1 + random.nextInt(LONGEST_BURST);
        boolean alike = random.nextBoolean();
        ClientSa sa = sas.sender(client.id()).orElse(null);
        if (sa == null) {
            return 1;
        }
        IpAddress to = inside(sa, flow);
        int octets = octets(flow);
        int end = 0;
        for (int i = 0; i < count; i++) {
            octets = alike ? octets : octets(flow);
            new Stamp(client.number(), flow, client.down().send(flow)).write(lan.room(), end, octets);
            end += octets;
            if (!alike || i == count - 1) {
                lan.send(flow, to, end, octets);
                end = 0;
            }
        }
        return count;
    }

    /// An ESP packet reached the place `seen`.
    void onEsp(Map<SaId, Client> clients, Endpoint seen, ByteBuffer octets, int at, int length, int tos) {
        int spi = EspView.spi(octets, at);
        nonces.toClient(spi, iv(octets, at));
        ClientSa sa = sas.receiver(spi);
        if (!line.reaches(seen) || sa == null) {
            strays++;
            return;
        }
        if (line.loses()) {
            return;
        }
        Client client = clients.get(sa.client());
        int opened = sa.inbound().open(octets, at, length, tos, plain, 0, inner);
        if (opened == DropReason.DUMMY.verdict() || client == null) {
            return;
        }
        if (opened < 0) {
            judge.wrong("client " + client.number() + " cannot open: " + DropReason.of(opened));
        } else if (inner.protocol() == UDP) {
            int head = InnerDatagram.headOctets(inner.v4());
            judge.down(plain, head, opened - head, Lan.flowAt(inner.destinationPort()), client.number());
        }
    }

    private int octets(int flow) {
        int most = MTU - InnerDatagram.headOctets(Client.v4(flow));
        return random.nextInt(10) < 7 ? random.nextInt(Stamp.SHORTEST, SMALL) : random.nextInt(LARGE, most + 1);
    }

    private static IpAddress inside(ClientSa sa, int flow) {
        return sa.inside(Client.v4(flow) ? IpFamily.V4 : IpFamily.V6).orElseThrow();
    }

    private static long iv(ByteBuffer octets, int esp) {
        return octets.getLong(esp + EspView.HEADER_OCTETS);
    }

    /// Packets that came to where nobody is any more, or for a pair that its client has taken down.
    long strays() {
        return strays;
    }
}
