package org.adit.dataplane.linux.udp;

import static org.adit.dataplane.linux.InNamespace.must;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.userspace.DatagramBatch;
import org.adit.dataplane.userspace.UserspaceDataPlane;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedPortTest {
    private static final int ROOM = 2048;

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 2", "127.0.0.1, 4", "::1, 2", "::1, 16"})
    void espComesToItsOwnerAndEverythingElseToTheFirst(String loopback, int workers) {
        List<UdpSocket> group = group(loopback, workers);
        try (UdpSocket sender = must(UdpSocket.open(UdpSettings.at(new Endpoint(IpAddress.of(loopback), 0))))) {
            int spi = 0xc0de_0100;
            for (int i = 0; i < 64; i++, spi += 0x0101_0107) {
                assertThat(arrivesAt(group, sender, word(spi, 100)))
                        .as("SPI %08x", spi)
                        .containsExactly(UserspaceDataPlane.owner(spi, workers));
            }
            assertThat(arrivesAt(group, sender, word(0, 200))).containsExactly(0);
            assertThat(arrivesAt(group, sender, new byte[] {-1})).containsExactly(0);
            assertThat(arrivesAt(group, sender, new byte[] {-1, -1, -1})).containsExactly(0);
            assertThat(arrivesAt(group, sender, new byte[0])).containsExactly(0);
        } finally {
            group.forEach(UdpSocket::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void nobodyElseGetsThePortUntilAllAreClosed(String loopback) {
        List<UdpSocket> group = group(loopback, 2);
        Endpoint taken = new Endpoint(IpAddress.of(loopback), group.getFirst().localPort());
        Result<UdpSocket, OsFailure> refused = Result.failed(new OsFailure.PortTaken(taken));

        assertThat(UdpSocket.open(UdpSettings.at(taken))).isEqualTo(refused);
        assertThat(SharedPort.open(UdpSettings.at(taken), 1)).isEqualTo(refused);
        assertThat(SharedPort.open(UdpSettings.at(taken), 2)).isEqualTo(refused);
        group.getFirst().close();
        assertThat(SharedPort.open(UdpSettings.at(taken), 2)).isEqualTo(refused);
        group.getLast().close();
        must(SharedPort.open(UdpSettings.at(taken), 2)).forEach(UdpSocket::close);
    }

    private static List<UdpSocket> group(String loopback, int workers) {
        List<UdpSocket> group = must(SharedPort.open(UdpSettings.at(new Endpoint(IpAddress.of(loopback), 0)), workers));
        assertThat(group)
                .hasSize(workers)
                .extracting(UdpSocket::localPort)
                .containsOnly(group.getFirst().localPort());
        return group;
    }

    private static byte[] word(int first, int octets) {
        byte[] datagram = new byte[octets];
        for (int i = 0; i < 4; i++) {
            datagram[i] = (byte) (first >>> 24 - 8 * i);
        }
        return datagram;
    }

    /// Over loopback a datagram has arrived when it was sent.
    private static List<Integer> arrivesAt(List<UdpSocket> group, UdpSocket sender, byte[] octets) {
        DatagramBatch out = DatagramBatch.of(1, ROOM);
        out.octets().put(0, octets);
        int index = out.add(0, octets.length);
        IpAddress to = IpAddress.of(sender.family() == org.adit.base.net.IpFamily.V4 ? "127.0.0.1" : "::1");
        out.peer(index, to.high(), to.low(), group.getFirst().localPort());
        out.tos(index, DatagramBatch.TOS_UNKNOWN);
        assertThat(sender.send(out, 0, 1)).isEqualTo(1);
        DatagramBatch in = DatagramBatch.ofSlots(4, ROOM);
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            for (int arrived = group.get(i).receive(in); arrived > 0; arrived--) {
                at.add(i);
            }
        }
        return at;
    }
}
