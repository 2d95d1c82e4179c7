package org.adit.protocol.esp;

import static java.nio.ByteBuffer.wrap;
import static org.adit.protocol.esp.InnerPackets.packet;
import static org.adit.protocol.esp.InnerPackets.read;
import static org.adit.protocol.esp.InnerPackets.udp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpRange;
import org.adit.protocol.ipsec.TrafficSelector;
import org.junit.jupiter.api.Test;

class InnerPacketTest {
    private static final int NOT_IP = DropReason.NOT_IP.verdict();

    @Test
    void bothFamiliesAreRead() {
        InnerPacket v4 = read(udp("10.1.2.3", "10.4.5.6", 20));
        assertThat(v4.v4()).isTrue();
        assertThat(v4.sourceLow()).isEqualTo(IpAddress.of("10.1.2.3").low());
        assertThat(v4.destinationLow()).isEqualTo(IpAddress.of("10.4.5.6").low());
        assertThat(List.of(v4.protocol(), v4.sourcePort(), v4.destinationPort()))
                .containsExactly(17, 1000, 53);
        InnerPacket v6 = read(udp("2001:db8::1", "fd00::2", 20));
        assertThat(v6.v4()).isFalse();
        assertThat(v6.sourceHigh()).isEqualTo(IpAddress.of("2001:db8::1").high());
        assertThat(v6.destinationLow()).isEqualTo(2);
        assertThat(List.of(v6.protocol(), v6.sourcePort(), v6.destinationPort()))
                .containsExactly(17, 1000, 53);
    }

    @Test
    void everyCutIsRefused() {
        for (byte[] whole : List.of(udp("10.1.2.3", "10.4.5.6", 20), udp("2001:db8::1", "fd00::2", 20))) {
            for (int length = 0; length < whole.length; length++) {
                assertThat(new InnerPacket().read(wrap(FakeCipher.cut(whole, 0, length)), 0, length))
                        .isEqualTo(NOT_IP);
            }
        }
    }

    @Test
    void anyOctetsAreReadWithoutAnException() {
        long seed = 7;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        InnerPacket reader = new InnerPacket();
        int readable = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] octets = new byte[random.nextInt(120)];
            random.nextBytes(octets);
            if (octets.length > 40) {
                octets[0] = (byte) (random.nextBoolean() ? 0x45 : 0x60);
                octets[Ipv4View.TOTAL_LENGTH] = 0;
                octets[Ipv6View.PAYLOAD_LENGTH] = 0;
                octets[Ipv6View.NEXT_HEADER] =
                        (byte) List.of(0, 43, 44, 60, 17).get(random.nextInt(5)).intValue();
            }
            readable += reader.read(wrap(octets), 0, octets.length) >= 0 ? 1 : 0;
            reader.readQuoted(wrap(octets), 0, octets.length);
        }
        assertThat(readable).isPositive();
    }

    @Test
    void extensionHeadersAreSkippedUpToABound() {
        byte[] packet = packet("fd00::1", "fd00::2", 0, 0, 0, 8 + 16 + 8);
        packet[40] = 60; // hop-by-hop, then destination options of 16 octets, then UDP
        packet[41] = 0;
        packet[48] = 17;
        packet[49] = 1;
        Octets.put16(wrap(packet), 64, 4242);
        InnerPacket read = read(packet);
        assertThat(read.protocol()).isEqualTo(17);
        assertThat(read.transport()).isEqualTo(64);
        assertThat(read.sourcePort()).isEqualTo(4242);
        byte[] endless = packet("fd00::1", "fd00::2", 60, 0, 0, 9 * 8);
        for (int at = 40; at < endless.length; at += 8) {
            endless[at] = 60;
            endless[at + 1] = 0;
        }
        assertThat(new InnerPacket().read(wrap(endless), 0, endless.length)).isEqualTo(NOT_IP);
    }

    @Test
    void laterFragmentsHaveNoPorts() {
        byte[] v4 = udp("10.1.2.3", "10.4.5.6", 24);
        Octets.put16(wrap(v4), Ipv4View.FLAGS_FRAGMENT, 0x2000);
        assertThat(read(v4).sourcePort()).isEqualTo(1000);
        Octets.put16(wrap(v4), Ipv4View.FLAGS_FRAGMENT, 0x00b9);
        assertThat(read(v4).sourcePort()).isEqualTo(InnerPacket.PORT_UNAVAILABLE);
        assertThat(read(v4).laterFragment()).isTrue();
        byte[] v6 = packet("fd00::1", "fd00::2", 44, 0, 0, 32);
        v6[40] = 17;
        Octets.put16(wrap(v6), 42, 0x0008);
        assertThat(read(v6).laterFragment()).isTrue();
        assertThat(read(v6).protocol()).isEqualTo(17);
        assertThat(read(v6).destinationPort()).isEqualTo(InnerPacket.PORT_UNAVAILABLE);
    }

    @Test
    void aFragmentOverATcpHeaderIsRefused() {
        byte[] tcp = packet("10.1.2.3", "10.4.5.6", TransportView.TCP, 1, 2, 24);
        Octets.put16(wrap(tcp), Ipv4View.FLAGS_FRAGMENT, 1);
        assertThat(new InnerPacket().read(wrap(tcp), 0, tcp.length)).isEqualTo(DropReason.TINY_FRAGMENT.verdict());
    }

    private static SelectorMatch match(TrafficSelector local, TrafficSelector remote) {
        return new SelectorMatch(List.of(local), List.of(remote));
    }

    private static TrafficSelector selector(int protocol, int start, int end, String first, String last) {
        return new TrafficSelector(protocol, start, end, new IpRange(IpAddress.of(first), IpAddress.of(last)));
    }

    private static TrafficSelector any(String first, String last) {
        return selector(0, 0, 0xffff, first, last);
    }

    @Test
    void selectorsMatchAddressesAtTheirEdges() {
        SelectorMatch v4 = match(any("10.0.0.5", "10.0.0.9"), any("200.0.0.0", "255.255.255.255"));
        assertThat(v4.outbound(read(udp("10.0.0.5", "200.0.0.0", 8)))).isTrue();
        assertThat(v4.outbound(read(udp("10.0.0.9", "255.255.255.255", 8)))).isTrue();
        assertThat(v4.outbound(read(udp("10.0.0.4", "200.0.0.0", 8)))).isFalse();
        assertThat(v4.outbound(read(udp("10.0.0.10", "200.0.0.0", 8)))).isFalse();
        assertThat(v4.outbound(read(udp("10.0.0.5", "199.255.255.255", 8)))).isFalse();
        assertThat(v4.inbound(read(udp("200.0.0.0", "10.0.0.5", 8)))).isTrue();
        assertThat(v4.inbound(read(udp("10.0.0.5", "200.0.0.0", 8)))).isFalse();
        SelectorMatch v6 = match(any("fd00::ffff:ffff:ffff:fff0", "fd00:0:0:1::"), any("fe00::", "ff00::"));
        assertThat(v6.outbound(read(udp("fd00::ffff:ffff:ffff:fff0", "fe00::", 8))))
                .isTrue();
        assertThat(v6.outbound(read(udp("fd00:0:0:1::", "ff00::", 8)))).isTrue();
        assertThat(v6.outbound(read(udp("fd00:0:0:1::1", "ff00::", 8)))).isFalse();
        assertThat(v6.outbound(read(udp("fd00::ffff:ffff:ffff:ffef", "ff00::", 8))))
                .isFalse();
        assertThat(v4.outbound(read(udp("fd00::1", "fe00::", 8)))).isFalse();
    }

    @Test
    void selectorsMatchProtocolsAndPorts() {
        TrafficSelector here = any("10.0.0.0", "10.0.0.255");
        SelectorMatch dns = match(here, selector(17, 53, 53, "10.1.0.0", "10.1.0.255"));
        assertThat(dns.outbound(read(udp("10.0.0.1", "10.1.0.1", 8)))).isTrue();
        assertThat(dns.outbound(read(packet("10.0.0.1", "10.1.0.1", 17, 1000, 54, 8))))
                .isFalse();
        assertThat(dns.outbound(read(packet("10.0.0.1", "10.1.0.1", 6, 1000, 53, 20))))
                .isFalse();
        assertThat(dns.inbound(read(packet("10.1.0.1", "10.0.0.1", 17, 53, 1000, 8))))
                .isTrue();
        assertThat(dns.inbound(read(packet("10.1.0.1", "10.0.0.1", 17, 54, 1000, 8))))
                .isFalse();
    }

    @Test
    void laterFragmentsPassOnlyWherePortsDoNotMatter() {
        // RFC 4301 §7 (R-4301-04).
        byte[] later = udp("10.0.0.1", "10.1.0.1", 24);
        Octets.put16(wrap(later), Ipv4View.FLAGS_FRAGMENT, 0x00b9);
        TrafficSelector here = any("10.0.0.0", "10.0.0.255");
        assertThat(match(here, any("10.1.0.0", "10.1.0.255")).outbound(read(later)))
                .isTrue();
        assertThat(match(here, selector(17, 0, 0xffff, "10.1.0.0", "10.1.0.255"))
                        .outbound(read(later)))
                .isTrue();
        assertThat(match(here, selector(17, 53, 53, "10.1.0.0", "10.1.0.255")).outbound(read(later)))
                .isFalse();
        TrafficSelector opaque = selector(17, 0xffff, 0, "10.1.0.0", "10.1.0.255");
        assertThat(match(here, opaque).outbound(read(later))).isTrue();
        assertThat(match(here, opaque).outbound(read(udp("10.0.0.1", "10.1.0.1", 24))))
                .isFalse();
    }

    @Test
    void icmpTypeAndCodeBelongToTheSendersSelector() {
        // RFC 4301 §4.4.1.3, case C: we may send echo requests, but not receive any.
        SelectorMatch sendOnly = match(
                selector(1, 0x0800, 0x08ff, "10.0.0.0", "10.0.0.255"),
                selector(1, 0xffff, 0, "10.1.0.0", "10.1.0.255"));
        byte[] request = packet("10.0.0.1", "10.1.0.1", 1, 0x0800, 0, 8);
        byte[] reverse = packet("10.1.0.1", "10.0.0.1", 1, 0x0800, 0, 8);
        assertThat(sendOnly.outbound(read(request))).isTrue();
        assertThat(sendOnly.inbound(read(reverse))).isFalse();
        assertThat(sendOnly.outbound(read(packet("10.0.0.1", "10.1.0.1", 1, 0x0d00, 0, 8))))
                .isFalse();
    }

    @Test
    void tooBigIsAnsweredInBothFamilies() {
        TooBig writer = new TooBig(
                IpAddress.of("10.0.0.254").octets().toArray(),
                IpAddress.of("fd00::fe").octets().toArray());
        byte[] answer = new byte[TooBig.MAX_OCTETS];
        byte[] v4 = udp("10.0.0.1", "10.1.0.1", 1480);
        int length = writer.write(wrap(v4), 0, read(v4), 1400, wrap(answer), 0);
        InnerPacket reply = new InnerPacket();
        assertThat(reply.read(wrap(answer), 0, length)).isEqualTo(length).isEqualTo(576);
        assertThat(reply.sourcePort()).isEqualTo(3 << 8 | 4);
        assertThat(reply.destinationLow()).isEqualTo(IpAddress.of("10.0.0.1").low());
        assertThat(Octets.u16(wrap(answer), 26)).isEqualTo(1400);
        assertThat(Checksum.finish(Checksum.add(0, wrap(answer), 0, 20))).isZero();
        assertThat(Checksum.finish(Checksum.add(0, wrap(answer), 20, length - 20)))
                .isZero();
        assertThat(TooBig.answerable(reply)).isFalse();
        byte[] v6 = udp("fd00::1", "fd01::1", 1460);
        length = writer.write(wrap(v6), 0, read(v6), 1400, wrap(answer), 0);
        assertThat(reply.read(wrap(answer), 0, length)).isEqualTo(length).isEqualTo(1280);
        assertThat(reply.protocol()).isEqualTo(58);
        assertThat(reply.sourcePort()).isEqualTo(2 << 8);
        assertThat(Octets.i32(wrap(answer), 44)).isEqualTo(1400);
        long pseudo = Checksum.add(length - 40 + 58, wrap(answer), 8, 32);
        assertThat(Checksum.finish(Checksum.add(pseudo, wrap(answer), 40, length - 40)))
                .isZero();
        assertThat(TooBig.answerable(read(v6))).isTrue();
        assertThat(TooBig.answerable(read(udp("fd00::1", "ff02::1", 8)))).isFalse();
        assertThat(TooBig.answerable(read(udp("0.0.0.0", "10.1.0.1", 8)))).isFalse();
    }

    @Test
    void whatWasForwardedIsAnsweredFromOurAddressAndWhatIsOursFromWhereItWantedToGo() {
        byte[] gatewayV4 = IpAddress.of("10.0.0.254").octets().toArray();
        byte[] gatewayV6 = IpAddress.of("fd00::fe").octets().toArray();
        byte[] v4 = udp("10.0.0.1", "10.1.0.1", 1480);
        byte[] v6 = udp("fd00::1", "fd01::1", 1460);
        v4[8] = 63;
        v6[7] = 127;
        assertThat(answersFrom(new TooBig(gatewayV4, gatewayV6), v4)).isEqualTo(IpAddress.of("10.0.0.254"));
        assertThat(answersFrom(new TooBig(gatewayV4, gatewayV6), v6)).isEqualTo(IpAddress.of("fd00::fe"));
        assertThat(answersFrom(new TooBig(new byte[0], new byte[0]), v4)).isEqualTo(IpAddress.of("10.1.0.1"));
        assertThat(answersFrom(new TooBig(new byte[0], new byte[0]), v6)).isEqualTo(IpAddress.of("fd01::1"));
        v4[8] = 64;
        v6[7] = (byte) 255;
        assertThat(answersFrom(new TooBig(gatewayV4, gatewayV6), v4)).isEqualTo(IpAddress.of("10.1.0.1"));
        assertThat(answersFrom(new TooBig(gatewayV4, gatewayV6), v6)).isEqualTo(IpAddress.of("fd01::1"));
    }

    private static IpAddress answersFrom(TooBig writer, byte[] packet) {
        byte[] answer = new byte[TooBig.MAX_OCTETS];
        InnerPacket read = read(packet);
        int length = writer.write(wrap(packet), 0, read, 1300, wrap(answer), 0);
        InnerPacket reply = new InnerPacket();
        assertThat(reply.read(wrap(answer), 0, length)).isEqualTo(length);
        return new IpAddress(reply.v4() ? IpFamily.V4 : IpFamily.V6, reply.sourceHigh(), reply.sourceLow());
    }
}
