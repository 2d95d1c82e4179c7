package org.adit.dataplane.linux.tun;

import static org.adit.dataplane.linux.InNamespace.must;
import static org.adit.dataplane.linux.InNamespace.tell;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
import org.adit.dataplane.userspace.DatagramBatch;
import org.adit.dataplane.userspace.PacketBatch;

/// Runs inside a namespace: packets through a TUN device in both directions and both families.
final class TunScenario {
    private static final long LONG_ENOUGH = 20_000_000_000L;
    private static final int PORT = 4242;

    private TunScenario() {}

    public static void main(String[] arguments) {
        for (Tun.Framing framing : Tun.Framing.values()) {
            try (LinuxNetwork network = must(LinuxNetwork.open(LinuxNetwork.GATEWAY_MARK));
                    Tun tun = must(Tun.open("adtun%d", framing))) {
                Link link = must(network.link(tun.name()));
                tell("name", tun.name() + " " + link.kind() + " " + (link.up() ? "up" : "down"));
                must(network.withoutLinkLocal(link));
                must(network.setMtu(link, 1400));
                must(network.addAddress(link, new InterfaceAddress(IpAddress.of("10.66.0.1"), 24)));
                must(network.addAddress(link, new InterfaceAddress(IpAddress.of("fd66::1"), 64)));
                must(network.bringUp(link));
                must(network.addRoute(Route.into(link.index(), IpPrefix.of("192.0.2.0/24"))));
                must(network.addRoute(Route.into(link.index(), IpPrefix.of("2001:db8::/32"))));
                exchange(framing, tun, "10.66.0.1", "192.0.2.7");
                exchange(framing, tun, "fd66::1", "2001:db8::7");
                tell(framing + ".second", Tun.open(tun.name(), framing));
                must(network.delete(link));
                tell(framing + ".removed", readAfterRemoval(tun));
            }
        }
    }

    private static void exchange(Tun.Framing framing, Tun tun, String ours, String theirs) {
        IpAddress inside = IpAddress.of(ours);
        IpAddress outside = IpAddress.of(theirs);
        String key = framing + "." + inside.family();
        try (UdpSocket socket = must(UdpSocket.open(UdpSettings.at(new Endpoint(inside, PORT))));
                Poller poller = must(Poller.open(List.of(tun, socket)))) {
            PacketBatch packets = new PacketBatch(4, 1500);
            byte[] packet = udpPacket(outside, inside, "from the tunnel");
            System.arraycopy(packet, 0, packets.octets(), packets.slot(0), packet.length);
            packets.add(packets.slot(0), packet.length);
            packets.add(packets.slot(1), 0);
            tell(key + ".written", tun.write(packets, 0, 2));
            poller.park(LONG_ENOUGH);
            DatagramBatch datagrams = new DatagramBatch(4, 1500);
            socket.receive(datagrams);
            tell(
                    key + ".toSocket",
                    text(datagrams.packets(), 0, 0) + " from " + datagrams.peer(0, inside.family()) + " to "
                            + datagrams.local(0, inside.family()));

            answer(datagrams, "into the tunnel");
            socket.send(datagrams, 0, 1);
            poller.park(LONG_ENOUGH);
            int read = tun.read(packets);
            int headers = inside.family() == IpFamily.V4 ? 28 : 48;
            tell(key + ".toTunnel", read + " " + text(packets, 0, headers));
            tell(key + ".thenNothing", tun.read(packets));

            answer(datagrams, "x".repeat(1300));
            socket.send(datagrams, 0, 1);
            poller.park(LONG_ENOUGH);
            tell(key + ".tooLong", tun.read(new PacketBatch(4, 200)) + " " + tun.truncated());
        }
    }

    private static void answer(DatagramBatch datagrams, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        PacketBatch packets = datagrams.packets();
        System.arraycopy(octets, 0, packets.octets(), packets.slot(0), octets.length);
        packets.place(0, packets.slot(0), octets.length);
    }

    private static String text(PacketBatch packets, int index, int skip) {
        return new String(
                packets.octets(), packets.offset(index) + skip, packets.length(index) - skip, StandardCharsets.UTF_8);
    }

    private static String readAfterRemoval(Tun tun) {
        try {
            return String.valueOf(tun.read(new PacketBatch(1, 100)));
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
