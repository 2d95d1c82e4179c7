package org.adit.protocol.esp;

import static java.nio.ByteBuffer.wrap;
import static org.adit.protocol.esp.InnerPackets.packet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.ipsec.EspSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MssClampTest {
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;

    /// A TCP packet with these flags and options, its checksum good.
    private static byte[] tcp(boolean v4, int flags, int... options) {
        int octets = 20 + options.length;
        byte[] packet = v4
                ? packet("10.0.0.1", "10.1.0.1", TransportView.TCP, 4000, 443, octets)
                : packet("fd00::1", "fd01::1", TransportView.TCP, 4000, 443, octets);
        int tcp = packet.length - octets;
        packet[tcp + 12] = (byte) (octets / 4 << 4);
        packet[tcp + 13] = (byte) flags;
        for (int i = 0; i < options.length; i++) {
            packet[tcp + 20 + i] = (byte) options[i];
        }
        Octets.put16(wrap(packet), tcp + 16, 0);
        Octets.put16(wrap(packet), tcp + 16, checksum(packet, tcp));
        return packet;
    }

    private static int checksum(byte[] packet, int tcp) {
        ByteBuffer octets = wrap(packet);
        int addresses = tcp == 20 ? 12 : 8;
        long pseudo = Checksum.add(6 + packet.length - tcp, octets, addresses, tcp - addresses);
        return Checksum.finish(Checksum.add(pseudo, octets, tcp, packet.length - tcp));
    }

    private static byte[] clamped(byte[] packet, int mtu) {
        byte[] changed = packet.clone();
        InnerPacket inner = new InnerPacket();
        inner.read(wrap(changed), 0, changed.length);
        MssClamp.apply(wrap(changed), inner, changed.length, mtu);
        return changed;
    }

    @ParameterizedTest
    @CsvSource({"true, 1438, 1398", "false, 1438, 1378", "true, 1418, 1378", "false, 1418, 1358"})
    void aSynThatAsksForTooMuchAsksForWhatFitsAndItsChecksumStaysGood(boolean v4, int mtu, int expected) {
        for (int flags : new int[] {SYN, SYN | ACK}) {
            byte[] syn = clamped(tcp(v4, flags, 2, 4, 0x05, 0xb4, 1, 3, 3, 7), mtu);
            int tcp = v4 ? 20 : 40;
            assertThat(Octets.u16(wrap(syn), tcp + 22)).isEqualTo(expected);
            assertThat(checksum(syn, tcp)).isZero();
        }
    }

    @Test
    void anOptionAtAnOddOffsetKeepsTheChecksumGoodToo() {
        byte[] syn = clamped(tcp(true, SYN, 1, 2, 4, 0x05, 0xb4, 0, 0, 0), 1400);
        assertThat(Octets.u16(wrap(syn), 20 + 23)).isEqualTo(1360);
        assertThat(checksum(syn, 20)).isZero();
    }

    @Test
    void whatIsNoSynAsksForLessOrHasNoSuchOptionStaysAsItIs() {
        for (byte[] packet : new byte[][] {
            tcp(true, ACK, 2, 4, 0x05, 0xb4),
            tcp(true, SYN, 2, 4, 0x02, 0x18),
            tcp(true, SYN),
            tcp(true, SYN, 0, 0, 2, 4, 0x05, 0xb4, 0, 0),
            InnerPackets.udp("10.0.0.1", "10.1.0.1", 40)
        }) {
            assertThat(clamped(packet, 1400)).isEqualTo(packet);
        }
    }

    @Test
    void noOptionsHoweverBrokenReachBeyondThePacket() {
        Random random = new Random(9293);
        for (int i = 0; i < 100_000; i++) {
            int[] options = random.ints(random.nextInt(11) * 4, 0, 6).toArray();
            byte[] packet = tcp(true, SYN, options);
            packet[32] = (byte) (random.nextInt(16) << 4);
            byte[] roomy = Arrays.copyOf(packet, packet.length + 50);
            InnerPacket inner = new InnerPacket();
            inner.read(wrap(roomy), 0, packet.length);
            MssClamp.apply(wrap(roomy), inner, packet.length, 600);
            assertThat(Arrays.copyOfRange(roomy, packet.length, roomy.length)).containsOnly(0);
        }
    }

    // 1500 - 20 - 8 - 8 - 8 - 16 = 1440, of which two octets are the trailer
    @Test
    void whatFitsAPathIsWhatItLeavesOfWholeBlocks() {
        EspSuite gcm = new EspSuite(EncryptionAlgorithm.AES_256_GCM_16, Optional.empty(), true);
        EspSuite cbc =
                new EspSuite(EncryptionAlgorithm.AES_256_CBC, Optional.of(IntegrityAlgorithm.HMAC_SHA2_256_128), true);
        assertThat(Overhead.innerMtu(1500, true, gcm)).isEqualTo(1438);
        assertThat(Overhead.innerMtu(1500, false, gcm)).isEqualTo(1418);
        assertThat(Overhead.innerMtu(1500, true, cbc)).isEqualTo(1422);
        for (EspSuite suite : new EspSuite[] {gcm, cbc}) {
            OutboundSa sa = new OutboundSa(1, new FakeCipher(suite == gcm ? 4 : 16), true, InnerPackets.NO_LIMITS);
            int iv = suite == gcm ? 0 : 8; // the fake's IV has 8 octets
            int most = Overhead.innerMtu(1500, true, suite);
            assertThat(28 + iv + sa.sealedOctets(most)).isLessThanOrEqualTo(1500);
            assertThat(28 + iv + sa.sealedOctets(most + 1)).isGreaterThan(1500);
        }
    }
}
