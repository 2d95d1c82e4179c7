package org.adit.dataplane.userspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.adit.base.Bytes;
import org.adit.base.feature.FeatureState;
import org.adit.base.feature.Switch;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.protocol.contract.InnerUdp;
import org.adit.protocol.esp.Checksum;
import org.adit.protocol.esp.DropReason;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserspaceDataPlaneTest {
    private static final String SITE = "10.1.0.0/16";
    private static final String CLIENT = "10.9.0.7/32";
    private static final Endpoint ELSEWHERE = new Endpoint(IpAddress.of("203.0.113.9"), 31_000);

    private final TwoInMemory two = TwoInMemory.overV4(RealCiphers.seeded(9));

    @AfterEach
    void close() {
        two.close();
    }

    private void installBoth() {
        two.left().install(Specs.gateway(0x1001, 0x2001, SITE, CLIENT, two.path()));
        two.right().install(Specs.client(0x1001, 0x2001, SITE, CLIENT, two.path()));
        two.settle();
    }

    private static Bytes up(int number) {
        return InnerUdp.packet("10.9.0.7", "10.1.0.1", number, 100);
    }

    private static Bytes down(int number) {
        return InnerUdp.packet("10.1.0.1", "10.9.0.7", number, 100);
    }

    /// What the right one would send to the left one, taken off the wire.
    private byte[] sealedByRight(Bytes inner) {
        two.rightSends(inner);
        two.right.plane.turn(1);
        return two.left.socket.take();
    }

    @Test
    void aPeerThatMovesIsToldOfOnceAndFollowedWhenTheControlPlaneSaysSo() {
        installBoth();
        two.right.socket.appearAs(ELSEWHERE);
        two.rightSends(up(1));
        two.rightSends(up(2));
        two.settle();
        assertThat(two.leftReceived()).containsExactly(up(1), up(2));
        assertThat(two.leftEvents()).containsExactly(new DataPlaneEvent.PeerMoved(new Spi(0x1001), ELSEWHERE));
        two.leftSends(down(1));
        two.settle();
        assertThat(two.left.socket.lastSentTo()).isEqualTo(two.path().peer());
        two.left().move(new Spi(0x1001), new Path(two.path().local(), ELSEWHERE));
        two.rightSends(up(3));
        two.leftSends(down(2));
        two.settle();
        assertThat(two.left.socket.lastSentTo()).isEqualTo(ELSEWHERE);
        assertThat(two.leftEvents()).isEmpty();
        two.right.socket.appearAs(two.path().peer());
        two.rightSends(up(4));
        two.settle();
        assertThat(two.leftEvents())
                .containsExactly(
                        new DataPlaneEvent.PeerMoved(new Spi(0x1001), two.path().peer()));
    }

    /// With a checksum: without, it joins no other.
    private static Bytes checked(Bytes packet) {
        ByteBuffer octets = ByteBuffer.wrap(packet.toArray());
        int udp = 20;
        int length = packet.length() - udp;
        long sum = Checksum.add(Checksum.add(17 + length, octets, 12, 8), octets, udp, length);
        octets.putShort(udp + 6, (short) Checksum.finish(sum));
        return Bytes.wrap(octets.array());
    }

    @Test
    void whatWasJoinedForADeviceThatRefusesItIsDeliveredOneByOneAndNothingIsJoinedAgain() {
        installBoth();
        assertThat(two.left.plane.features()).containsExactly(new FeatureState("tun-udp", Switch.AUTO, true, ""));
        List<Bytes> sent =
                IntStream.range(1, 9).mapToObj(number -> checked(up(number))).toList();
        sent.subList(0, 4).forEach(two::rightSends);
        two.settle();
        sent.subList(4, 8).forEach(two::rightSends);
        two.settle();
        // A superpacket has one IPv4 identification, which its parts count on from.
        assertThat(two.leftReceived())
                .extracting(packet -> packet.slice(20, packet.length()))
                .containsExactlyElementsOf(sent.stream()
                        .map(packet -> packet.slice(20, packet.length()))
                        .toList());
        assertThat(two.left.device.refusedSuperpackets()).isEqualTo(1);
        assertThat(two.left.plane.features())
                .containsExactly(new FeatureState("tun-udp", Switch.AUTO, false, "refused"));
    }

    @Test
    void aReplayFromElsewhereMovesNobody() {
        installBoth();
        byte[] first = sealedByRight(up(1));
        byte[] second = sealedByRight(up(2));
        two.left.socket.arrive(second, two.right.socket.self());
        two.left.socket.arrive(second, ELSEWHERE);
        two.left.socket.arrive(first, ELSEWHERE);
        two.settle();
        assertThat(two.leftReceived()).containsExactly(up(2), up(1));
        assertThat(two.leftEvents()).isEmpty();
        assertThat(two.left.plane.dropped(DropReason.REPLAYED)).isEqualTo(1);
        assertThat(two.left.plane.counters().drops())
                .containsEntry(DropReason.REPLAYED, 1L)
                .containsEntry(DropReason.NOT_AUTHENTIC, 0L)
                .hasSize(DropReason.values().length);
    }

    @Test
    void noForgedPacketMovesThePeerOrPasses() {
        installBoth();
        byte[] genuine = sealedByRight(up(1));
        for (int at = 0; at < genuine.length; at++) {
            byte[] forged = genuine.clone();
            forged[at] ^= 0x40;
            two.left.socket.arrive(forged, ELSEWHERE);
            two.settle();
        }
        assertThat(two.leftReceived()).isEmpty();
        assertThat(two.leftEvents()).isEmpty();
        long unknown = two.left.plane.dropped(DropReason.UNKNOWN_SPI);
        long refused = two.left.plane.dropped(DropReason.NOT_AUTHENTIC);
        assertThat(unknown).isEqualTo(4);
        assertThat(unknown + refused).isEqualTo(genuine.length);
        assertThat(two.left().read(new Spi(0x1001)).lastInboundNanos()).isZero();
    }

    @Test
    void ikeOnPort4500ComesAndGoesBehindAMarker() {
        Bytes message = Bytes.ofUtf8("an IKE message, for all the data plane knows");
        two.right.plane.sendIke(new Path(two.path().peer(), two.path().local()), message);
        two.right.plane.turn(1);
        byte[] onTheWire = two.left.socket.take();
        assertThat(Bytes.of(onTheWire)).isEqualTo(Bytes.concat(Bytes.of(new byte[4]), message));
        two.left.socket.arrive(onTheWire, ELSEWHERE);
        two.settle();
        assertThat(two.left.ikeMessages).containsExactly(message);
        assertThat(two.left.ikePaths).containsExactly(new Path(two.left.socket.self(), ELSEWHERE));
    }

    @Test
    void ikeOnPort500HasNoMarker() {
        Bytes message = Bytes.of(new byte[] {0, 0, 0, 0, 1, 2, 3, 4});
        two.left.ikeSocket.arrive(message.toArray(), ELSEWHERE.withPort(500));
        two.settle();
        assertThat(two.left.ikeMessages).containsExactly(message);
        assertThat(two.left.ikePaths.getFirst().local().port()).isEqualTo(500);
        MemorySocket.join(two.left.ikeSocket, two.right.ikeSocket);
        two.left.plane.sendIke(new Path(two.left.ikeSocket.self(), two.right.ikeSocket.self()), message);
        two.settle();
        assertThat(two.right.ikeMessages).containsExactly(message);
    }

    @Test
    void keepalivesAreIgnoredAndOtherScrapsCounted() {
        two.right.plane.sendKeepalive(new Path(two.path().peer(), two.path().local()));
        two.settle();
        assertThat(two.left.plane.dropped(DropReason.NOT_ENCAPSULATED)).isZero();
        for (byte[] scrap : List.of(new byte[0], new byte[] {1}, new byte[] {-1, -1}, new byte[] {0, 0, 0})) {
            two.left.socket.arrive(scrap, ELSEWHERE);
        }
        two.left.socket.arrive(new byte[] {0, 0, 16, 1}, ELSEWHERE);
        two.settle();
        assertThat(two.left.plane.dropped(DropReason.NOT_ENCAPSULATED)).isEqualTo(4);
        assertThat(two.left.plane.dropped(DropReason.UNKNOWN_SPI)).isEqualTo(1);
        assertThat(two.left.ikeMessages).isEmpty();
    }

    @Test
    void twoClientsThatChoseTheSameSpiBothGetTheirOwn() {
        two.left().install(Specs.gateway(0x1001, 0x2001, SITE, CLIENT, two.path()));
        two.left().install(Specs.gateway(0x1002, 0x2001, SITE, "10.9.0.8/32", two.path()));
        two.right().install(Specs.client(0x1001, 0x2001, SITE, CLIENT, two.path()));
        two.settle();
        two.left().remove(new Spi(0x1002));
        two.settle();
        two.leftSends(down(1));
        two.settle();
        assertThat(two.rightReceived()).containsExactly(down(1));
    }

    @Test
    void ofTwoThatChoseTheSameSpiOnlyTheOneMeantIsMoved() {
        two.left().install(Specs.gateway(0x1001, 0x2001, SITE, CLIENT, two.path()));
        two.left().install(Specs.gateway(0x1002, 0x2001, SITE, "10.9.0.8/32", two.path()));
        two.right().install(Specs.client(0x1001, 0x2001, SITE, CLIENT, two.path()));
        two.settle();
        two.right.socket.appearAs(ELSEWHERE);
        two.rightSends(up(1));
        two.settle();
        assertThat(two.leftEvents()).hasSize(1);
        two.left().move(new Spi(0x1001), new Path(two.path().local(), ELSEWHERE));
        two.leftSends(down(1));
        two.settle();
        assertThat(two.left.socket.lastSentTo()).isEqualTo(ELSEWHERE);
        two.leftSends(InnerUdp.packet("10.1.0.1", "10.9.0.8", 2, 10));
        two.settle();
        assertThat(two.left.socket.lastSentTo()).isEqualTo(two.path().peer());
    }

    @Test
    void aPacketThatIsTooBigIsAnsweredAndNotSent() {
        installBoth();
        two.leftSends(InnerUdp.packet("10.1.0.1", "10.9.0.7", 1, 1500));
        two.settle();
        assertThat(two.rightReceived()).isEmpty();
        assertThat(two.left.plane.dropped(DropReason.TOO_BIG)).isEqualTo(1);
        List<Bytes> answers = two.leftReceived();
        assertThat(answers).hasSize(1);
        Bytes answer = answers.getFirst();
        assertThat(answer.at(9)).isEqualTo(1);
        assertThat(answer.slice(12, 16)).isEqualTo(IpAddress.of("10.9.0.254").octets());
        assertThat(answer.slice(16, 20)).isEqualTo(IpAddress.of("10.1.0.1").octets());
        assertThat(answer.at(20) << 8 | answer.at(21)).isEqualTo(0x0304);
        assertThat(answer.at(26) << 8 | answer.at(27)).isEqualTo(1400);
    }

    @Test
    void anAuthenticPacketInFragmentsTeachesHowNarrowThePathIs() {
        installBoth();
        two.left.socket.arrivesInFragments(1396); // on a path of 1,400: fragments end at multiples of 8
        two.rightSends(up(1));
        two.rightSends(up(2));
        two.settle();
        assertThat(two.leftEvents()).containsExactly(new DataPlaneEvent.PathNarrowed(new Spi(0x1001), 1334));
        assertThat(two.leftReceived()).containsExactly(up(1), up(2));
        assertThat(mtuToldOf(1335)).isEqualTo(1334);
        assertThat(mtuToldOf(1334)).isZero();
        two.left().move(new Spi(0x1001), two.path());
        two.settle();
        assertThat(mtuToldOf(1335)).as("on another path all begins anew").isZero();
    }

    @Test
    void neitherForgersNorReplaysNorStrangersMakeAPathNarrow() {
        installBoth();
        byte[] genuine = sealedByRight(up(1));
        byte[] later = sealedByRight(up(2));
        two.left.socket.arrive(genuine, two.right.socket.self());
        two.settle();
        two.left.socket.arrivesInFragments(600);
        two.left.socket.arrive(genuine, two.right.socket.self());
        genuine[genuine.length - 1] ^= 1;
        two.left.socket.arrive(genuine, two.right.socket.self());
        two.settle();
        assertThat(two.leftEvents()).isEmpty();
        two.left.socket.arrive(later, ELSEWHERE); // authentic, but not of the path that we send on
        two.settle();
        assertThat(two.leftEvents()).containsExactly(new DataPlaneEvent.PeerMoved(new Spi(0x1001), ELSEWHERE));
        assertThat(mtuToldOf(1400)).isZero();
    }

    /// What the sender of a packet of so many octets is told fits, or 0 if it is sent.
    private int mtuToldOf(int octets) {
        two.leftReceived();
        two.leftSends(InnerUdp.packet("10.1.0.1", "10.9.0.7", 1, octets - 28));
        two.settle();
        return two.leftReceived().stream()
                .mapToInt(answer -> answer.at(26) << 8 | answer.at(27))
                .findFirst()
                .orElse(0);
    }

    @Test
    void answersAboutSizeAreRare() {
        installBoth();
        for (int i = 0; i < 500; i++) {
            two.leftSends(InnerUdp.packet("10.1.0.1", "10.9.0.7", 1, 1500));
        }
        two.settle();
        assertThat(two.leftReceived()).hasSize(200);
        assertThat(two.left.plane.dropped(DropReason.TOO_BIG)).isEqualTo(500);
    }

    @Test
    void aFullSocketHoldsPacketsBackInOrder() {
        installBoth();
        two.left.socket.block(true);
        for (int i = 0; i < 100; i++) {
            two.leftSends(down(i));
        }
        for (long now = 0; now < 10; now++) {
            two.left.plane.turn(now);
        }
        two.left.socket.block(false);
        two.settle();
        List<Bytes> received = two.rightReceived();
        assertThat(received).hasSize(100);
        assertThat(received.getLast()).isEqualTo(down(99));
        assertThat(two.left.plane.dropped(DropReason.SOCKET_FULL)).isZero();
    }

    @Test
    void aSocketThatStaysFullLosesPacketsInsteadOfTime() {
        installBoth();
        two.left.socket.block(true);
        two.leftSends(down(1));
        for (long now = 0; now < 20_000_000; now += 1_000_000) {
            two.left.plane.turn(now);
        }
        assertThat(two.left.plane.dropped(DropReason.SOCKET_FULL)).isEqualTo(1);
        two.left.socket.block(false);
        two.leftSends(down(2));
        two.settle();
        assertThat(two.rightReceived()).containsExactly(down(2));
    }

    @Test
    void congestionOutsideIsSeenInside() {
        installBoth();
        two.left.socket.mark(3);
        Bytes capable = ecnCapable(down(1));
        two.leftSends(capable);
        two.leftSends(down(2));
        two.settle();
        List<Bytes> received = two.rightReceived();
        assertThat(received).hasSize(1);
        assertThat(received.getFirst().at(1)).isEqualTo(3);
        assertThat(two.right.plane.dropped(DropReason.CONGESTION_MARK)).isEqualTo(1);
    }

    private static Bytes ecnCapable(Bytes packet) {
        byte[] octets = packet.toArray();
        octets[1] = 2;
        return Bytes.wrap(octets);
    }

    @Test
    void anSaWithoutASocketIsRefusedAndItsKeysWiped() {
        Path odd = new Path(new Endpoint(IpAddress.of("192.0.2.1"), 4501), ELSEWHERE);
        var spec = Specs.gateway(0x1001, 0x2001, SITE, CLIENT, odd);
        two.left().install(spec);
        assertThat(two.leftEvents()).hasSize(1).first().isInstanceOf(DataPlaneEvent.InstallFailed.class);
        assertThat(spec.inboundKeys().encryption().wiped()).isTrue();
    }

    @Test
    void reservedSpisAreRefused() {
        two.left().install(Specs.gateway(0xff, 0x2001, SITE, CLIENT, two.path()));
        two.left().install(Specs.gateway(0x1001, 0, SITE, CLIENT, two.path()));
        assertThat(two.leftEvents())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event).isInstanceOf(DataPlaneEvent.InstallFailed.class));
    }

    @Test
    void aHostsOwnPairGoesBeforeANetworksPair() {
        two.left().install(Specs.gateway(0x1001, 0x2001, SITE, CLIENT, two.path()));
        two.left().install(Specs.gateway(0x1002, 0x2002, SITE, "10.9.0.0/16", two.path()));
        two.settle();
        two.leftSends(down(1));
        two.leftSends(InnerUdp.packet("10.1.0.1", "10.9.0.8", 2, 10));
        two.settle();
        assertThat(two.left().read(new Spi(0x1001)).outboundPackets()).isEqualTo(1);
        assertThat(two.left().read(new Spi(0x1002)).outboundPackets()).isEqualTo(1);
    }

    @Test
    void largeIkeMessagesArriveWhole() {
        byte[] large = new byte[3000];
        large[2999] = 7;
        two.left.socket.arrive(large, ELSEWHERE);
        two.settle();
        assertThat(two.left.ikeMessages).containsExactly(Bytes.of(large, 4, 3000));
    }

    @Test
    void nothingIsInstalledAfterClosing() {
        two.left.plane.close();
        var spec = Specs.gateway(0x1001, 0x2001, SITE, CLIENT, two.path());
        two.left().install(spec);
        assertThat(two.leftEvents()).hasSize(1).first().isInstanceOf(DataPlaneEvent.InstallFailed.class);
        assertThat(spec.inboundKeys().encryption().wiped()).isTrue();
    }

    @Test
    void closingClosesDeviceAndSockets() {
        installBoth();
        two.left.plane.close();
        assertThat(two.left.device.closed()).isTrue();
        assertThat(two.left.socket.closed()).isTrue();
        assertThat(two.left.ikeSocket.closed()).isTrue();
    }
}
