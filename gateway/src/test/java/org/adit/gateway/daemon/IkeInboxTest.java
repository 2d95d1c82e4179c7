package org.adit.gateway.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.wire.ExchangeType;
import org.junit.jupiter.api.Test;

class IkeInboxTest {
    private static final Path PATH =
            new Path(new Endpoint(IpAddress.of("198.51.100.1"), 500), new Endpoint(IpAddress.of("192.0.2.1"), 500));

    private final IkeInbox inbox = new IkeInbox();

    private static Bytes message(ExchangeType exchange) {
        byte[] octets = new byte[28];
        octets[18] = (byte) exchange.value();
        return Bytes.wrap(octets);
    }

    private void comes(ExchangeType exchange, int times) {
        for (int i = 0; i < times; i++) {
            inbox.onDatagram(PATH, message(exchange));
        }
    }

    /// The exchange types, in the order in which they are taken.
    private List<Integer> takenAll() throws InterruptedException {
        List<Integer> taken = new ArrayList<>();
        while (inbox.take(0) instanceof IkeInbox.Work.Step(Input.Received(var _, Bytes message))) {
            taken.add(message.at(18));
        }
        return taken;
    }

    @Test
    void whoIsHalfInGoesBeforeWhoBegins() throws InterruptedException {
        comes(ExchangeType.IKE_SA_INIT, 2);
        comes(ExchangeType.IKE_AUTH, 2);
        assertThat(takenAll()).containsExactly(35, 35, 34, 34);
    }

    @Test
    void whoBeginsIsNotKeptOutForEver() throws InterruptedException {
        comes(ExchangeType.INFORMATIONAL, 40);
        comes(ExchangeType.IKE_SA_INIT, 2);
        List<Integer> taken = takenAll();
        assertThat(taken).hasSize(42);
        assertThat(taken.subList(0, 40)).contains(34);
        assertThat(taken.indexOf(34)).isEqualTo(16);
        assertThat(taken.lastIndexOf(34)).isEqualTo(33);
    }

    @Test
    void aFloodOfOpeningsIsDroppedAndCountedAndTakesNoRoomFromOthers() throws InterruptedException {
        comes(ExchangeType.IKE_SA_INIT, 10_000);
        assertThat(inbox.dropped()).isPositive();
        long dropped = inbox.dropped();
        comes(ExchangeType.IKE_AUTH, 1000);
        assertThat(inbox.dropped()).isEqualTo(dropped);
        assertThat(takenAll()).hasSize((int) (11_000 - dropped));
    }
}
