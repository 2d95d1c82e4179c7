package org.adit.dataplane.linux.tun;

import static org.adit.dataplane.linux.InNamespace.must;
import static org.adit.dataplane.linux.InNamespace.tell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.adit.base.feature.Switch;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.dataplane.linux.Poller;
import org.adit.dataplane.linux.netlink.InterfaceAddress;
import org.adit.dataplane.linux.netlink.Link;
import org.adit.dataplane.linux.netlink.LinuxNetwork;
import org.adit.dataplane.linux.netlink.Route;
import org.adit.dataplane.linux.udp.UdpSettings;
import org.adit.dataplane.linux.udp.UdpSocket;
import org.adit.dataplane.offload.SampleSuperpacket;
import org.adit.dataplane.offload.VirtioHeader;
import org.adit.dataplane.userspace.DatagramBatch;
import org.adit.dataplane.userspace.PacketDevice;
import org.adit.dataplane.userspace.Passage;

/// Runs inside a namespace: packets through a TUN device in both directions and both families.
final class TunScenario {
    private static final long A_MOMENT = 50_000_000;
    private static final int MOST_WAITS = 400;
    private static final int PORT = 4242;
    private static final int ROOM = 2048;
    private static final int GSO_SIZE = 4;
    private static final int UDP = 17;

    private TunScenario() {}

    public static void main(String[] arguments) throws IOException {
        run("AUTO", Tun.Offload.AUTO);
        run("OFF", Tun.Offload.OFF);
        demanded();
        queues();
        steered();
    }

    /// Several queues of one device, and who else may have it.
    private static void queues() {
        List<Tun> queues = must(Tun.openQueues("adqu%d", Tun.Offload.AUTO, Switch.OFF, 4));
        try (LinuxNetwork network = must(LinuxNetwork.open(LinuxNetwork.GATEWAY_MARK))) {
            String name = queues.getFirst().name();
            tell("queues", queues.stream().map(Tun::name).distinct().toList() + " " + queues.size());
            tell("queues.second", Tun.openQueues(name, Tun.Offload.AUTO, Switch.AUTO, 4));
            tell("queues.secondAlone", Tun.openQueues(name, Tun.Offload.AUTO, Switch.AUTO, 1));
            Link link = must(network.link(name));
            must(network.withoutLinkLocal(link));
            must(network.addAddress(link, new InterfaceAddress(IpAddress.of("10.67.0.1"), 24)));
            must(network.bringUp(link));
            tell("queues.answered", answersComeToTheQueueThatAsked(queues));
        }
        queues.forEach(Tun::close);
        tell(
                "queues.gone",
                Tun.openQueues("adqu0", Tun.Offload.AUTO, Switch.AUTO, 2).map(all -> {
                    all.forEach(Tun::close);
                    return all.size();
                }));
    }

    /// Echo requests of many flows, each written to one of the queues: how many replies come back where their request
    /// was written, of how many.
    private static String answersComeToTheQueueThatAsked(List<Tun> queues) {
        ByteBuffer request = ByteBuffer.allocateDirect(ROOM);
        ByteBuffer reply = ByteBuffer.allocateDirect(ROOM);
        int back = 0;
        int elsewhere = 0;
        for (int flow = 0; flow < 64; flow++) {
            Tun asking = queues.get(flow % queues.size());
            for (int i = 0; i < 2; i++) { // what the first teaches the kernel, the second uses
                EchoRequest.write(request, "10.67.0." + (2 + flow), "10.67.0.1");
                asking.write(request, 0, VirtioHeader.OCTETS + EchoRequest.OCTETS);
                for (Tun queue : queues) {
                    while (queue.read(reply, 0, ROOM) > 0) {
                        if (i > 0 && queue == asking) {
                            back++;
                        } else if (i > 0) {
                            elsewhere++;
                        }
                    }
                }
            }
        }
        return back + " of " + (back + elsewhere);
    }

    /// Datagrams of the kernel to many addresses: how many came to the queue that their destination names, of how many.
    private static void steered() throws IOException {
        List<Tun> queues = must(Tun.openQueues("adst%d", Tun.Offload.AUTO, Switch.AUTO, 4));
        try (LinuxNetwork network = must(LinuxNetwork.open(LinuxNetwork.GATEWAY_MARK))) {
            Link link = must(network.link(queues.getFirst().name()));
            must(network.withoutLinkLocal(link));
            must(network.addAddress(link, new InterfaceAddress(IpAddress.of("10.68.0.1"), 24)));
            must(network.addAddress(link, new InterfaceAddress(IpAddress.of("fd68::1"), 64)));
            must(network.bringUp(link));
            tell("steered.features", queues.getLast().features());
            tell("steered.V4", steered(queues, "10.68.0.1", "10.68.0.%d", VirtioHeader.OCTETS + 9));
            tell("steered.V6", steered(queues, "fd68::1", "fd68::%x", VirtioHeader.OCTETS + 6));
        }
        queues.forEach(Tun::close);
    }

    /// `protocol` is where a packet of that family has it; the kernel sends multicast reports beside the datagrams.
    private static String steered(List<Tun> queues, String from, String to, int protocol) throws IOException {
        ByteBuffer packet = ByteBuffer.allocateDirect(ROOM);
        int right = 0;
        int wrong = 0;
        try (DatagramChannel socket = DatagramChannel.open()) {
            socket.bind(new InetSocketAddress(from, 0));
            for (int host = 2; host < 255; host++) {
                socket.send(ByteBuffer.allocate(1), new InetSocketAddress(to.formatted(host), PORT));
                for (int queue = 0; queue < queues.size(); queue++) {
                    while (queues.get(queue).read(packet, 0, ROOM) > 0) {
                        if (packet.get(protocol) == UDP) {
                            boolean asNamed = queue == host % queues.size();
                            right += asNamed ? 1 : 0;
                            wrong += asNamed ? 0 : 1;
                        }
                    }
                }
            }
        }
        return right + " of " + (right + wrong);
    }

    private static void run(String offload, Tun.Offload wanted) {
        try (LinuxNetwork network = must(LinuxNetwork.open(LinuxNetwork.GATEWAY_MARK));
                Tun tun = must(Tun.open("adtun%d", wanted))) {
            Link link = must(network.link(tun.name()));
            tell("name", tun.name() + " " + link.kind() + " " + (link.up() ? "up" : "down"));
            must(network.withoutLinkLocal(link));
            must(network.setMtu(link, 1400));
            must(network.addAddress(link, new InterfaceAddress(IpAddress.of("10.66.0.1"), 24)));
            must(network.addAddress(link, new InterfaceAddress(IpAddress.of("fd66::1"), 64)));
            must(network.bringUp(link));
            must(network.addRoute(Route.into(link.index(), IpPrefix.of("192.0.2.0/24"))));
            must(network.addRoute(Route.into(link.index(), IpPrefix.of("2001:db8::/32"))));
            exchange(offload, tun, "10.66.0.1", "192.0.2.7");
            exchange(offload, tun, "fd66::1", "2001:db8::7");
            tell(offload + ".second", Tun.open(tun.name(), wanted));
            tell(offload + ".features", tun.features());
            Passage before = tun.passed();
            tell(offload + ".passedIn", before.inPackets() > 0 && before.inUnits() > 0);
            refusals(offload, tun);
            must(network.delete(link));
            tell(offload + ".removed", readAfterRemoval(tun));
        }
    }

    /// Superpackets that every kernel refuses, for their segments have no length.
    private static void refusals(String offload, Tun tun) {
        ByteBuffer sample = ByteBuffer.allocateDirect(SampleSuperpacket.MAX_OCTETS);
        for (boolean tcp : new boolean[] {false, true}) {
            int length = SampleSuperpacket.write(sample, IpFamily.V4, tcp, false);
            long before = tun.passed().outPackets();
            tell(offload + ".good", tun.write(sample, 0, length) == length);
            tell(offload + ".counted", tun.passed().outPackets() - before);
            sample.putShort(GSO_SIZE, (short) 0);
            tell(offload + ".refusal", tun.write(sample, 0, length) == PacketDevice.TOO_CLEVER);
            tell(offload + (tcp ? ".tcpRefused" : ".udpRefused"), tun.features());
        }
    }

    private static void demanded() {
        try (Tun tun = must(Tun.open("addem%d", new Tun.Offload(Switch.ON, Switch.OFF)))) {
            tell("demanded", tun.features());
            ByteBuffer sample = ByteBuffer.allocateDirect(SampleSuperpacket.MAX_OCTETS);
            int length = SampleSuperpacket.write(sample, IpFamily.V6, true, true);
            tell("downGood", tun.write(sample, 0, length) == PacketDevice.REFUSED);
            sample.putShort(GSO_SIZE, (short) 0);
            tell("downBad", tun.write(sample, 0, length) == PacketDevice.TOO_CLEVER);
        }
    }

    private static void exchange(String offload, Tun tun, String ours, String theirs) {
        IpAddress inside = IpAddress.of(ours);
        IpAddress outside = IpAddress.of(theirs);
        String key = offload + "." + inside.family();
        try (UdpSocket socket = must(UdpSocket.open(UdpSettings.at(new Endpoint(inside, PORT))));
                Poller poller = must(Poller.open(List.of(tun, socket)))) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(ROOM);
            byte[] packet = udpPacket(outside, inside, "from the tunnel");
            ByteBuffer drain = ByteBuffer.allocateDirect(ROOM);
            buffer.put(VirtioHeader.OCTETS, packet);
            DatagramBatch datagrams = DatagramBatch.ofSlots(4, 1500);
            // A link that has just come up may lose what comes in the first moments; and the kernel may put packets of
            // its own (multicast reports) into the device, which end a wait as well.
            int written = 0;
            for (int waits = 0; datagrams.count() == 0 && waits < MOST_WAITS; waits++) {
                written = tun.write(buffer, 0, VirtioHeader.OCTETS + packet.length) - packet.length;
                poller.park(A_MOMENT);
                socket.receive(datagrams);
                while (tun.read(drain, 0, ROOM) > 0) {}
            }
            tell(key + ".written", written);
            tell(
                    key + ".toSocket",
                    text(datagrams.octets(), datagrams.offset(0), datagrams.length(0))
                            + " from " + datagrams.peer(0, inside.family())
                            + " to " + datagrams.local(0, inside.family()));

            byte[] answer = "into the tunnel".getBytes(StandardCharsets.UTF_8);
            datagrams.octets().put(0, answer);
            datagrams.append(0, answer.length - datagrams.length(0));
            datagrams.segment(0, answer.length);
            socket.send(datagrams, 0, 1);
            int read = 0;
            for (int waits = 0; read == 0 && waits < MOST_WAITS; waits++) {
                poller.park(A_MOMENT);
                read = tun.read(buffer, 0, ROOM);
            }
            int headers = VirtioHeader.OCTETS + (inside.family() == IpFamily.V4 ? 28 : 48);
            tell(key + ".toTunnel", text(buffer, headers, read - headers));
            tell(key + ".thenNothing", tun.read(buffer, 0, ROOM));
        }
    }

    private static String text(ByteBuffer octets, int at, int length) {
        byte[] text = new byte[length];
        octets.get(at, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static String readAfterRemoval(Tun tun) {
        try {
            return String.valueOf(tun.read(ByteBuffer.allocateDirect(ROOM), 0, ROOM));
        } catch (UncheckedIOException gone) {
            return gone.getCause().getMessage();
        }
    }

    /// With checksums: IPv6 demands that of UDP.
    private static byte[] udpPacket(IpAddress from, IpAddress to, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        int udpLength = 8 + payload.length;
        byte[] source = from.octets().toArray();
        byte[] target = to.octets().toArray();
        ByteBuffer udp = ByteBuffer.allocate(udpLength);
        udp.putShort((short) 4500)
                .putShort((short) PORT)
                .putShort((short) udpLength)
                .putShort((short) 0);
        udp.put(payload);
        long sum = sum(source) + sum(target) + 17 + udpLength + sum(udp.array());
        udp.putShort(6, (short) fold(sum));
        boolean v4 = from.isV4();
        ByteBuffer packet = ByteBuffer.allocate((v4 ? 20 : 40) + udpLength);
        if (v4) {
            packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
            packet.putInt(0).put((byte) 64).put((byte) 17).putShort((short) 0);
        } else {
            packet.putInt(0x60000000).putShort((short) udpLength).put((byte) 17).put((byte) 64);
        }
        packet.put(source).put(target);
        if (v4) {
            packet.putShort(10, (short) fold(sum(packet.slice(0, 20))));
        }
        return packet.put(udp.array()).array();
    }

    private static long sum(byte[] octets) {
        return sum(ByteBuffer.wrap(octets));
    }

    private static long sum(ByteBuffer octets) {
        long sum = 0;
        for (int i = 0; i < octets.capacity(); i++) {
            sum += (octets.get(i) & 0xffL) << (i % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    private static long fold(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return ~folded & 0xffff;
    }
}
