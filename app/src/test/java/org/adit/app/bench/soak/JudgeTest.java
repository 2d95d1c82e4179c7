package org.adit.app.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.protocol.ike.SaId;
import org.junit.jupiter.api.Test;

/// That a soak can fail: every fault that it is there to find is found.
class JudgeTest {
    private static final int FLOW = 1;
    private static final int OCTETS = 40;

    private final List<Client> clients = List.of(client(0), client(1));
    private final Judge judge = new Judge(clients);
    private final ByteBuffer packet = ByteBuffer.allocate(100);

    private static Client client(int number) {
        return new Client(number, new SaId(number), new Endpoint(IpAddress.of("192.0.2.1"), number), false);
    }

    private Stamp sent(int client) {
        return new Stamp(client, FLOW, clients.get(client).down().send(FLOW));
    }

    private void arrives(Stamp stamp, int flow, int to) {
        stamp.write(packet, 0, OCTETS);
        judge.down(packet, 0, OCTETS, flow, to);
    }

    @Test
    void whatComesInOrderIsGoodEvenIfSomeIsLost() {
        arrives(sent(0), FLOW, 0);
        sent(0);
        arrives(sent(0), FLOW, 0);
        arrives(sent(1), FLOW, 1);
        assertThat(judge.words()).isEmpty();
        assertThat(clients.getFirst().down().arrived()).isEqualTo(2);
    }

    @Test
    void aPacketThatComesTwiceIsFound() {
        Stamp stamp = sent(0);
        arrives(stamp, FLOW, 0);
        arrives(sent(0), FLOW, 0);
        arrives(stamp, FLOW, 0);
        assertThat(judge.twice()).isOne();
        assertThat(judge.words()).containsExactly("down: twice: " + stamp);
    }

    @Test
    void aPacketThatIsOvertakenIsFound() {
        Stamp first = sent(0);
        arrives(sent(0), FLOW, 0);
        arrives(first, FLOW, 0);
        assertThat(judge.late()).isOne();
        assertThat(judge.twice()).isZero();
    }

    @Test
    void aPacketThatReachesSomebodyElseOrAnotherFlowIsFound() {
        arrives(sent(0), FLOW, 1);
        arrives(sent(0), FLOW + 1, 0);
        assertThat(judge.wrong()).isEqualTo(2);
    }

    @Test
    void anAlteredOctetIsFound() {
        sent(0).write(packet, 0, OCTETS);
        packet.put(OCTETS - 1, (byte) ~packet.get(OCTETS - 1));
        judge.down(packet, 0, OCTETS, FLOW, 0);
        assertThat(judge.wrong()).isOne();
    }

    @Test
    void aPacketThatWasCutOrNeverSentIsFound() {
        sent(0).write(packet, 0, OCTETS);
        judge.down(packet, 0, OCTETS - 1, FLOW, 0);
        judge.down(packet, 0, 3, FLOW, 0);
        arrives(new Stamp(1, FLOW, 7), FLOW, 1);
        assertThat(judge.wrong()).isEqualTo(3);
    }
}
