package org.adit.dataplane.linux.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.dataplane.linux.InNamespace;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.linux.Poller;
import org.adit.dataplane.userspace.DatagramBatch;
import org.adit.dataplane.userspace.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UdpSocketTest {
    private static final long LONG_ENOUGH = 20_000_000_000L;

    private final DatagramBatch out = DatagramBatch.ofSlots(200, 2000);
    private final DatagramBatch in = DatagramBatch.ofSlots(64, 2000);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aDatagramArrivesWithItsPeerOurAddressAndItsTosOctet(String loopback) {
        IpAddress address = IpAddress.of(loopback);
        try (UdpSocket here = open(IpAddress.any(address.family()));
                UdpSocket there = open(address)) {
            put("hello", new Endpoint(address, here.localPort()), 0x2a);
            assertThat(there.send(out, 0, 1)).isEqualTo(1);

            receive(here);

            assertThat(in.count()).isEqualTo(1);
            assertThat(text(0)).isEqualTo("hello");
            assertThat(in.peer(0, address.family())).isEqualTo(new Endpoint(address, there.localPort()));
            assertThat(in.local(0, address.family())).isEqualTo(address);
            assertThat(in.tos(0)).isEqualTo(0x2a);
        }
    }

    @Test
    void theAnswerLeavesFromTheAddressThatWasAskedNotFromTheKernelsFavourite() {
        try (UdpSocket server = open(IpAddress.of("0.0.0.0"));
                UdpSocket client = open(IpAddress.of("127.0.0.1"))) {
            put("question", new Endpoint(IpAddress.of("127.0.0.9"), server.localPort()), DatagramBatch.TOS_UNKNOWN);
            client.send(out, 0, 1);
            receive(server);
            assertThat(in.local(0, server.family())).isEqualTo(IpAddress.of("127.0.0.9"));

            put("answer", new Endpoint(IpAddress.of("127.0.0.1"), client.localPort()), DatagramBatch.TOS_UNKNOWN);
            out.local(0, in.localHigh(0), in.localLow(0));
            server.send(out, 0, 1);
            receive(client);

            assertThat(in.peer(0, client.family()).address()).isEqualTo(IpAddress.of("127.0.0.9"));
        }
    }

    @Test
    void aLongRunOfDatagramsArrivesWholeAndInOrder() {
        try (UdpSocket here = open(IpAddress.of("127.0.0.1"));
                UdpSocket there = open(IpAddress.of("127.0.0.1"))) {
            out.clear();
            for (int i = 0; i < 200; i++) {
                add("number " + i, new Endpoint(IpAddress.of("127.0.0.1"), here.localPort()), 0);
            }
            assertThat(there.send(out, 0, 200)).isEqualTo(200);

            int seen = 0;
            while (seen < 200) {
                receive(here);
                assertThat(in.count()).isBetween(1, 64);
                for (int i = 0; i < in.count(); i++) {
                    assertThat(text(i)).isEqualTo("number " + seen++);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aTrainGoesAndComesAsOneAndIsTheSameDatagrams(String loopback) {
        IpAddress address = IpAddress.of(loopback);
        try (UdpSocket here = open(address);
                UdpSocket there = open(address)) {
            assertThat(there.segmentsTrains()).isTrue();
            assertThat(here.receivesTrains()).isTrue();
            put("first.second.last", new Endpoint(address, here.localPort()), 0x02);
            out.segment(0, 7);
            assertThat(out.datagrams(0)).isEqualTo(3);
            assertThat(there.send(out, 0, 1)).isEqualTo(1);

            StringBuilder seen = new StringBuilder();
            while (seen.length() < 20) {
                receive(here);
                for (int i = 0; i < in.count(); i++) {
                    int end = in.offset(i) + in.length(i);
                    for (int at = in.offset(i); at < end; at += in.segment(i)) {
                        seen.append(text(at, Math.min(in.segment(i), end - at))).append('|');
                    }
                    assertThat(in.tos(i)).isEqualTo(0x02);
                }
            }
            assertThat(seen).hasToString("first.s|econd.l|ast|");
            assertThat(there.passed()).isEqualTo(new Passage(0, 0, 0, 1, 3, 17, 0));
            assertThat(here.passed().inPackets()).isEqualTo(3);
            assertThat(here.passed().inOctets()).isEqualTo(17);
            assertThat(here.passed().inUnits()).isBetween(1L, 3L);
        }
    }

    @Test
    void anEmptyDatagramIsOneDatagram() {
        try (UdpSocket here = open(IpAddress.of("127.0.0.1"));
                UdpSocket there = open(IpAddress.of("127.0.0.1"))) {
            put("", new Endpoint(IpAddress.of("127.0.0.1"), here.localPort()), 0);
            assertThat(there.send(out, 0, 1)).isEqualTo(1);
            receive(here);
            assertThat(in.count()).isEqualTo(1);
            assertThat(here.passed()).isEqualTo(new Passage(1, 1, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void withoutTrainsTheSameDatagramsAreSentOneByOne() {
        Endpoint loopback = new Endpoint(IpAddress.of("127.0.0.1"), 0);
        try (UdpSocket here = open(loopback.address());
                UdpSocket there =
                        InNamespace.must(UdpSocket.open(UdpSettings.at(loopback).withTrains(Trains.OFF)))) {
            assertThat(there.segmentsTrains()).isFalse();
            put("first.second.last", new Endpoint(loopback.address(), here.localPort()), 0);
            out.segment(0, 7);
            assertThat(there.send(out, 0, 1)).isEqualTo(1);

            StringBuilder seen = new StringBuilder();
            while (seen.length() < 20) {
                receive(here);
                for (int i = 0; i < in.count(); i++) {
                    seen.append(text(i)).append('|');
                }
            }
            assertThat(seen).hasToString("first.s|econd.l|ast|");
        }
    }

    @Test
    void aDatagramLongerThanTheRoomIsCountedAndLeftOut() {
        try (UdpSocket here = open(IpAddress.of("127.0.0.1"));
                UdpSocket there = open(IpAddress.of("127.0.0.1"))) {
            Endpoint to = new Endpoint(IpAddress.of("127.0.0.1"), here.localPort());
            out.clear();
            add("x".repeat(1500), to, 0);
            add("short", to, 0);
            there.send(out, 0, 2);
            DatagramBatch narrow = DatagramBatch.ofSlots(8, 100);
            int seen = here.receive(narrow);
            seen += here.truncated() == 0 || seen == 0 ? here.receive(narrow) : 0;

            assertThat(seen).isEqualTo(1);
            assertThat(narrow.length(0)).isEqualTo(5);
            assertThat(here.truncated()).isEqualTo(1);
        }
    }

    @Test
    void aDatagramThatTheKernelRefusesDoesNotStopThoseBehindIt() {
        try (UdpSocket here = open(IpAddress.of("127.0.0.1"));
                UdpSocket there = open(IpAddress.of("0.0.0.0"))) {
            Endpoint to = new Endpoint(IpAddress.of("127.0.0.1"), here.localPort());
            out.clear();
            add("from an address that is not ours", to, 0);
            out.local(0, 0, IpAddress.of("203.0.113.9").low());
            add("fine", to, 0);

            assertThat(there.send(out, 0, 2)).isEqualTo(2);
            receive(here);

            assertThat(there.refused()).isEqualTo(1);
            assertThat(text(0)).isEqualTo("fine");
        }
    }

    @Test
    void nothingThereIsZeroNotAWait() {
        try (UdpSocket here = open(IpAddress.of("127.0.0.1"))) {
            assertThat(here.receive(in)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aPortThatIsTakenIsNamedWithTheWayToFindItsHolder(String loopback) {
        try (UdpSocket first = open(IpAddress.of(loopback))) {
            Endpoint taken = new Endpoint(IpAddress.of(loopback), first.localPort());

            Result<UdpSocket, OsFailure> second = UdpSocket.open(UdpSettings.at(taken));

            assertThat(second).isEqualTo(Result.failed(new OsFailure.PortTaken(taken)));
            assertThat(new OsFailure.PortTaken(taken).explain().remedy())
                    .contains("ss -lunp 'sport = :" + taken.port() + "'");
        }
    }

    @Test
    void theSamePortIsOpenToBothFamiliesAtOnce() {
        try (UdpSocket v6 = open(IpAddress.of("::"));
                UdpSocket v4 = InNamespace.must(
                        UdpSocket.open(UdpSettings.at(new Endpoint(IpAddress.of("0.0.0.0"), v6.localPort()))))) {
            assertThat(v4.localPort()).isEqualTo(v6.localPort());
        }
    }

    @Test
    void anAddressThatNoInterfaceHasIsRefused() {
        IpAddress nobodys = IpAddress.of("203.0.113.77");
        assertThat(UdpSocket.open(UdpSettings.at(new Endpoint(nobodys, 0))))
                .isEqualTo(Result.failed(new OsFailure.AddressNotAvailable(nobodys)));
    }

    @Test
    void anInterfaceThatIsNotThereIsNamed() {
        assertThat(UdpSocket.open(UdpSettings.at(new Endpoint(IpAddress.of("127.0.0.1"), 0))
                        .onDevice("ad-nowhere")))
                .isEqualTo(Result.failed(new OsFailure.NoSuchLink("ad-nowhere")));
    }

    @Test
    void theBuffersInEffectCanBeRead() {
        try (UdpSocket here = open(IpAddress.of("127.0.0.1"))) {
            assertThat(here.receiveBuffer())
                    .isBetween(
                            1024,
                            UdpSettings.at(new Endpoint(IpAddress.of("::"), 0)).receiveBuffer());
            assertThat(here.sendBuffer()).isPositive();
        }
    }

    private static UdpSocket open(IpAddress address) {
        return InNamespace.must(UdpSocket.open(UdpSettings.at(new Endpoint(address, 0))));
    }

    private void put(String text, Endpoint to, int tos) {
        out.clear();
        add(text, to, tos);
    }

    private void add(String text, Endpoint to, int tos) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        int slot = out.slot(out.count());
        out.octets().put(slot, octets);
        int index = out.add(slot, octets.length);
        out.peer(index, to.address().high(), to.address().low(), to.port());
        out.local(index, 0, 0);
        out.tos(index, tos);
    }

    private void receive(UdpSocket socket) {
        try (Poller poller = InNamespace.must(Poller.open(java.util.List.of(socket)))) {
            poller.park(LONG_ENOUGH);
        }
        socket.receive(in);
    }

    private String text(int index) {
        return text(in.offset(index), in.length(index));
    }

    private String text(int at, int length) {
        byte[] octets = new byte[length];
        in.octets().get(at, octets);
        return new String(octets, StandardCharsets.UTF_8);
    }
}
