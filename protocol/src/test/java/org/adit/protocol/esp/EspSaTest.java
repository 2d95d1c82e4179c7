package org.adit.protocol.esp;

import static java.nio.ByteBuffer.wrap;
import static org.adit.protocol.esp.InnerPackets.udp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.protocol.ipsec.SaLimits;
import org.adit.protocol.ipsec.TrafficSelector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EspSaTest {
    private static final int SPI = 0xc0ffee01;
    private static final int HEAD = 64;
    private static final SaLimits NO_LIMITS = new SaLimits(0, 0, 0, 0);
    private static final SelectorMatch EVERYTHING = new SelectorMatch(all(), all());
    private static final int UNKNOWN_TOS = -1;

    private final InnerPacket inner = new InnerPacket();

    private static List<TrafficSelector> all() {
        return List.of(TrafficSelector.all(IpFamily.V4), TrafficSelector.all(IpFamily.V6));
    }

    private static OutboundSa sender(int block) {
        return new OutboundSa(SPI, new FakeCipher(block), true, NO_LIMITS);
    }

    private static InboundSa receiver(int block) {
        return new InboundSa(SPI, new FakeCipher(block), true, EVERYTHING, NO_LIMITS);
    }

    private static byte[] seal(OutboundSa sender, byte[] packet) {
        byte[] slot = FakeCipher.padded(packet, HEAD);
        int sealed = sealInPlace(sender, slot, packet.length);
        assertThat(sealed).isEqualTo(sender.sealedOctets(packet.length));
        return FakeCipher.cut(slot, HEAD - sender.headOctets(), sealed);
    }

    private static int sealInPlace(OutboundSa sender, byte[] slot, int length) {
        return sender.seal(wrap(slot), HEAD, length, wrap(slot), HEAD - sender.headOctets());
    }

    private int openInPlace(InboundSa receiver, byte[] esp, int tos) {
        return receiver.open(wrap(esp), 0, esp.length, tos, wrap(esp), receiver.headOctets(), inner);
    }

    private int open(InboundSa receiver, byte[] esp) {
        return openInPlace(receiver, esp, UNKNOWN_TOS);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void whatIsSealedOpensToTheSameOctetsAtEveryLength(int block) {
        OutboundSa sender = sender(block);
        InboundSa receiver = receiver(block);
        for (int payload = 0; payload < 200; payload++) {
            for (byte[] packet : List.of(udp("10.0.0.1", "10.0.0.2", payload), udp("fd00::1", "fd00::2", payload))) {
                byte[] esp = seal(sender, packet);
                assertThat((esp.length - sender.headOctets() - 16) % block).isZero();
                assertThat(open(receiver, esp)).isEqualTo(packet.length);
                assertThat(FakeCipher.cut(esp, receiver.headOctets(), packet.length))
                        .isEqualTo(packet);
            }
        }
        assertThat(receiver.packets()).isEqualTo(400).isEqualTo(sender.packets());
        assertThat(receiver.octets()).isEqualTo(sender.octets());
    }

    @Test
    void sequenceNumbersStartAtOneAndPaddingCounts() {
        OutboundSa sender = sender(16);
        byte[] packet = udp("10.0.0.1", "10.0.0.2", 1);
        byte[] esp = seal(sender, packet);
        assertThat(EspView.spi(wrap(esp), 0)).isEqualTo(SPI);
        assertThat(EspView.sequenceLow(wrap(esp), 0)).isEqualTo(1);
        assertThat(open(receiver(16), esp)).isPositive();
        int trailer = 16 + packet.length;
        assertThat(FakeCipher.cut(esp, trailer, 11)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 4);
        assertThat(EspView.sequenceLow(wrap(seal(sender, packet)), 0)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void aFlipOfAnyOctetIsRefusedAndChangesNothing(int block) {
        OutboundSa sender = sender(block);
        InboundSa receiver = receiver(block);
        byte[] good = seal(sender, udp("10.0.0.1", "10.0.0.2", 40));
        for (int at = EspView.SEQUENCE; at < good.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << bit);
                assertThat(DropReason.dropped(open(receiver, bad))).isTrue();
                assertThat(receiver.authentic()).isFalse();
            }
        }
        assertThat(receiver.packets()).isZero();
        assertThat(open(receiver, good)).isPositive();
    }

    @Test
    void everyCutIsRefused() {
        byte[] good = seal(sender(4), udp("10.0.0.1", "10.0.0.2", 40));
        InboundSa receiver = receiver(4);
        for (int length = 4; length < good.length; length++) {
            assertThat(openInPlace(receiver, FakeCipher.cut(good, 0, length), UNKNOWN_TOS))
                    .isIn(DropReason.TOO_SHORT.verdict(), DropReason.NOT_AUTHENTIC.verdict());
        }
    }

    @Test
    void aReplayIsRefused() {
        byte[] esp = seal(sender(4), udp("10.0.0.1", "10.0.0.2", 40));
        InboundSa receiver = receiver(4);
        assertThat(open(receiver, esp.clone())).isPositive();
        assertThat(open(receiver, esp.clone())).isEqualTo(DropReason.REPLAYED.verdict());
        assertThat(receiver.authentic()).isFalse();
    }

    @Test
    void onlyTheNewestPacketSpeaksForThePeer() {
        OutboundSa sender = sender(4);
        byte[] first = seal(sender, udp("10.0.0.1", "10.0.0.2", 40));
        byte[] second = seal(sender, udp("10.0.0.1", "10.0.0.2", 40));
        InboundSa receiver = receiver(4);
        open(receiver, second);
        assertThat(receiver.newest()).isTrue();
        assertThat(open(receiver, first)).isPositive();
        assertThat(receiver.newest()).isFalse();
    }

    @Test
    void extendedSequenceNumbersRunOverTheEdge() {
        long before = (5L << 32) - 100;
        OutboundSa sender = new OutboundSa(SPI, new FakeCipher(4), true, NO_LIMITS, before);
        InboundSa receiver =
                new InboundSa(SPI, new FakeCipher(4), new ReplayWindow(true, before), EVERYTHING, NO_LIMITS);
        byte[] late = seal(sender, udp("10.0.0.1", "10.0.0.2", 40));
        for (int i = 0; i < 200; i++) {
            assertThat(open(receiver, seal(sender, udp("10.0.0.1", "10.0.0.2", 40))))
                    .isPositive();
        }
        assertThat(open(receiver, late)).isPositive();
        assertThat(open(receiver, late)).isNegative();
    }

    @Test
    void shortSequenceNumbersEndWithoutWrapping() {
        OutboundSa sender = new OutboundSa(SPI, new FakeCipher(4), false, NO_LIMITS, 0xfffffffeL);
        byte[] packet = udp("10.0.0.1", "10.0.0.2", 40);
        assertThat(sender.takeSoftLimit()).isTrue();
        assertThat(EspView.sequenceLow(wrap(seal(sender, packet)), 0)).isEqualTo(-1);
        byte[] slot = FakeCipher.padded(packet, HEAD);
        assertThat(sealInPlace(sender, slot, packet.length)).isEqualTo(DropReason.SEQUENCE_EXHAUSTED.verdict());
        assertThat(FakeCipher.cut(slot, HEAD, packet.length)).isEqualTo(packet);
    }

    @Test
    void theSoftLimitIsToldOnceAndTheHardOneStops() {
        SaLimits limits = new SaLimits(2, 4, 0, 0);
        OutboundSa sender = new OutboundSa(SPI, new FakeCipher(4), true, limits);
        InboundSa receiver = new InboundSa(SPI, new FakeCipher(4), true, EVERYTHING, limits);
        byte[] packet = udp("10.0.0.1", "10.0.0.2", 40);
        for (int sent = 1; sent <= 4; sent++) {
            open(receiver, seal(sender, packet));
            assertThat(sender.takeSoftLimit()).isEqualTo(sent == 2);
            assertThat(receiver.takeSoftLimit()).isEqualTo(sent == 2);
            assertThat(sender.takeHardLimit()).isEqualTo(sent == 4);
            assertThat(receiver.takeHardLimit()).isEqualTo(sent == 4);
        }
        byte[] slot = FakeCipher.padded(packet, HEAD);
        assertThat(sealInPlace(sender, slot, packet.length)).isEqualTo(DropReason.LIFETIME_OVER.verdict());
        OutboundSa further = new OutboundSa(SPI, new FakeCipher(4), true, NO_LIMITS, 4);
        assertThat(open(receiver, seal(further, packet))).isEqualTo(DropReason.LIFETIME_OVER.verdict());
    }

    @Test
    void octetsAreLimitedToo() {
        OutboundSa sender = new OutboundSa(SPI, new FakeCipher(4), true, new SaLimits(0, 0, 60, 120));
        seal(sender, udp("10.0.0.1", "10.0.0.2", 40));
        assertThat(sender.takeSoftLimit()).isTrue();
        assertThat(sender.takeHardLimit()).isFalse();
        seal(sender, udp("10.0.0.1", "10.0.0.2", 40));
        assertThat(sender.takeHardLimit()).isTrue();
    }

    /// Seals any plaintext, trailer included, as a peer could that knows the keys.
    private static byte[] sealed(byte[] plaintext, int block, long sequence) {
        byte[] esp = new byte[16 + plaintext.length + 16];
        EspView.writeHeader(wrap(esp), 0, SPI, (int) sequence);
        System.arraycopy(plaintext, 0, esp, 16, plaintext.length);
        new FakeCipher(block).seal(wrap(esp), 16, plaintext.length, wrap(esp), 0, sequence);
        return esp;
    }

    private static byte[] plaintext(byte[] packet, int length, int padLength, int nextHeader) {
        byte[] plaintext = new byte[length];
        System.arraycopy(packet, 0, plaintext, 0, packet.length);
        for (int i = 0; i < padLength && length - 2 - padLength + i >= packet.length; i++) {
            plaintext[length - 2 - padLength + i] = (byte) (i + 1);
        }
        plaintext[length - 2] = (byte) padLength;
        plaintext[length - 1] = (byte) nextHeader;
        return plaintext;
    }

    @Test
    void trailersThatAPeerGetsWrongAreRefused() {
        byte[] packet = udp("10.0.0.1", "10.0.0.2", 42);
        byte[] wrongOctet = plaintext(packet, 80, 16, 4);
        wrongOctet[70] ^= 1;
        assertThat(open(receiver(16), sealed(wrongOctet, 16, 1))).isEqualTo(DropReason.BAD_PADDING.verdict());
        assertThat(open(receiver(16), sealed(plaintext(packet, 80, 16, 4), 16, 1)))
                .isEqualTo(62);
        assertThat(open(receiver(4), sealed(plaintext(packet, 64, 63, 4), 4, 1)))
                .isEqualTo(DropReason.BAD_PADDING.verdict());
        assertThat(open(receiver(4), sealed(plaintext(packet, 64, 1, 4), 4, 1))).isEqualTo(DropReason.NOT_IP.verdict());
        assertThat(open(receiver(4), sealed(plaintext(packet, 64, 0, 41), 4, 1)))
                .isEqualTo(DropReason.BAD_NEXT_HEADER.verdict());
        assertThat(open(receiver(4), sealed(plaintext(packet, 64, 0, 17), 4, 1)))
                .isEqualTo(DropReason.BAD_NEXT_HEADER.verdict());
    }

    @Test
    void dummiesAreDiscardedButMoveTheWindow() {
        InboundSa receiver = receiver(4);
        byte[] dummy = sealed(plaintext(new byte[0], 64, 0, 59), 4, 7);
        assertThat(open(receiver, dummy.clone())).isEqualTo(DropReason.DUMMY.verdict());
        assertThat(receiver.authentic()).isTrue();
        assertThat(open(receiver, dummy)).isEqualTo(DropReason.REPLAYED.verdict());
    }

    @Test
    void trafficFlowConfidentialityPaddingIsTakenOff() {
        byte[] packet = udp("10.0.0.1", "10.0.0.2", 42);
        assertThat(open(receiver(4), sealed(plaintext(packet, 264, 2, 4), 4, 1)))
                .isEqualTo(62);
    }

    @Test
    void nobodySendsFromAnotherClientsAddress() {
        // R-4301-02: each client's SA at the gateway, each possible source.
        int accepted = 0;
        for (int client = 1; client <= 20; client++) {
            SelectorMatch selectors = new SelectorMatch(
                    List.of(TrafficSelector.of(IpPrefix.of("192.168.0.0/16"))),
                    List.of(TrafficSelector.of(IpPrefix.of("10.9.0." + client))));
            InboundSa receiver = new InboundSa(SPI, new FakeCipher(4), true, selectors, NO_LIMITS);
            OutboundSa sender = sender(4);
            for (int source = 1; source <= 20; source++) {
                int verdict = open(receiver, seal(sender, udp("10.9.0." + source, "192.168.1.1", 20)));
                accepted += verdict >= 0 && source != client ? 1 : 0;
                assertThat(verdict).isEqualTo(source == client ? 40 : DropReason.OUTSIDE_SELECTORS.verdict());
            }
            assertThat(open(receiver, seal(sender, udp("10.9.0." + client, "172.16.0.1", 20))))
                    .isEqualTo(DropReason.OUTSIDE_SELECTORS.verdict());
        }
        assertThat(accepted).isZero();
    }

    @Test
    void anIcmpErrorPassesOnlyIfItQuotesWhatWeCouldHaveSent() {
        SelectorMatch selectors = new SelectorMatch(
                List.of(TrafficSelector.of(IpPrefix.of("192.168.0.0/16"))),
                List.of(TrafficSelector.of(IpPrefix.of("10.9.0.1"))));
        InboundSa receiver = new InboundSa(SPI, new FakeCipher(4), true, selectors, NO_LIMITS);
        OutboundSa sender = sender(4);
        byte[] ours = udp("192.168.1.1", "10.9.0.1", 100);
        byte[] foreign = udp("192.168.1.1", "10.9.0.2", 100);
        assertThat(open(receiver, seal(sender, unreachable(ours)))).isEqualTo(20 + 8 + 28);
        assertThat(open(receiver, seal(sender, unreachable(foreign))))
                .isEqualTo(DropReason.OUTSIDE_SELECTORS.verdict());
    }

    private static byte[] unreachable(byte[] about) {
        byte[] error = InnerPackets.packet("10.9.0.1", "192.168.1.1", TransportView.ICMP, 3 << 8 | 3, 0, 8 + 28);
        System.arraycopy(about, 0, error, 28, 28);
        return error;
    }

    @Test
    void closingWipesTheKeys() {
        FakeCipher out = new FakeCipher(4);
        FakeCipher in = new FakeCipher(4);
        new OutboundSa(SPI, out, true, NO_LIMITS).close();
        new InboundSa(SPI, in, true, EVERYTHING, NO_LIMITS).close();
        assertThat(out.closed()).isTrue();
        assertThat(in.closed()).isTrue();
    }

    @Test
    void congestionMarksCrossTheTunnel() {
        // RFC 6040 §4.2, figure 4: rows are inner, columns outer; Not-ECT, ECT(1), ECT(0), CE by their values.
        int drop = DropReason.CONGESTION_MARK.verdict();
        int[][] expected = {{0, 0, 0, drop}, {1, 1, 1, 3}, {2, 1, 2, 3}, {3, 3, 3, 3}};
        for (int in = 0; in < 4; in++) {
            for (int out = 0; out < 4; out++) {
                for (byte[] packet : List.of(udp("10.0.0.1", "10.0.0.2", 20), udp("fd00::1", "fd00::2", 20))) {
                    boolean v4 = packet.length == 40;
                    int tos = 0xb8 | in;
                    if (v4) {
                        packet[1] = (byte) tos;
                        InnerPackets.sumHeader(packet);
                    } else {
                        Ipv6View.changeTrafficClass(wrap(packet), 0, tos);
                    }
                    byte[] esp = seal(sender(4), packet);
                    int verdict = openInPlace(receiver(4), esp, out);
                    if (expected[in][out] < 0) {
                        assertThat(verdict).isEqualTo(drop);
                        continue;
                    }
                    assertThat(verdict).isEqualTo(packet.length);
                    int seen = v4 ? Ipv4View.tos(wrap(esp), 16) : Ipv6View.trafficClass(wrap(esp), 16);
                    assertThat(seen).isEqualTo(0xb8 | expected[in][out]);
                    if (v4) {
                        assertThat(Checksum.finish(Checksum.add(0, wrap(esp), 16, 20)))
                                .isZero();
                    }
                }
            }
        }
        assertThat(Ecn.outer(0xbb)).isEqualTo(3);
    }
}
