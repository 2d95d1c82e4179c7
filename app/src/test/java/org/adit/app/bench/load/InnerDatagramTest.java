package org.adit.app.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.protocol.esp.Checksum;
import org.adit.protocol.esp.InnerPacket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InnerDatagramTest {
    private static final int AT = 4;
    private static final int UDP = 17;

    @ParameterizedTest
    @CsvSource({"10.64.0.2, 10.0.0.1, 20", "fd64::2, fd00:10::1, 40"})
    void isReadAsItWasMeantAndItsChecksumHolds(String from, String to, int header) {
        byte[] payload = {1, 2, 3, 4, 5};
        ByteBuffer packet = ByteBuffer.allocate(100);
        packet.put(AT + header + 8, payload);
        int length = InnerDatagram.write(
                packet,
                AT,
                2,
                new Endpoint(IpAddress.of(from), 9000),
                new Endpoint(IpAddress.of(to), 7000),
                payload.length);

        InnerPacket inner = new InnerPacket();
        assertThat(inner.read(packet, AT, length)).isEqualTo(length).isEqualTo(header + 8 + payload.length);
        assertThat(inner.protocol()).isEqualTo(UDP);
        assertThat(inner.tos()).isEqualTo(2);
        assertThat(inner.sourcePort()).isEqualTo(9000);
        assertThat(inner.destinationPort()).isEqualTo(7000);
        assertThat(inner.destinationLow()).isEqualTo(IpAddress.of(to).low());
        int addresses = header == 20 ? 8 : 32;
        int udpOctets = length - header;
        long sum = Checksum.add(UDP + udpOctets, packet, AT + header - addresses, addresses + udpOctets);
        assertThat(Checksum.finish(sum)).isZero();
    }
}
