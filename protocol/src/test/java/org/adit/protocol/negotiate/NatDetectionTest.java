package org.adit.protocol.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.negotiate.NatDetection.NatStatus;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.IkeSpi;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.junit.jupiter.api.Test;

class NatDetectionTest {
    private static final Endpoint CLIENT = endpoint("192.168.1.20", 500);
    private static final Endpoint CLIENT_SEEN = endpoint("203.0.113.7", 31337);
    private static final Endpoint GATEWAY = endpoint("198.51.100.1", 500);
    private static final IkeHeader HEADER =
            new IkeHeader(new IkeSpi(0x0102030405060708L), IkeSpi.ZERO, ExchangeType.IKE_SA_INIT, true, false, 0);

    private final FakeCrypto crypto = new FakeCrypto();

    // RFC 7296 §2.23: SHA-1 of SPIs in header order, address, port
    @Test
    void theHashCoversSpisAddressAndPort() throws Exception {
        Bytes covered = Bytes.ofHex("0102030405060708" + "0000000000000000" + "c0a80114" + "01f4");
        assertThat(NatDetection.hash(crypto, HEADER, CLIENT))
                .isEqualTo(Bytes.wrap(MessageDigest.getInstance("SHA-1").digest(covered.toArray())));
    }

    @Test
    void withoutNatNobodyIsBehindOne() {
        assertThat(seenByGateway(CLIENT, CLIENT, GATEWAY)).isEqualTo(new NatStatus(true, false, false));
    }

    @Test
    void aClientBehindANatIsSeenByItsSourceHash() {
        assertThat(seenByGateway(CLIENT, CLIENT_SEEN, GATEWAY)).isEqualTo(new NatStatus(true, false, true));
    }

    @Test
    void aChangedPortAloneIsANat() {
        assertThat(seenByGateway(CLIENT, CLIENT.withPort(1024), GATEWAY)).isEqualTo(new NatStatus(true, false, true));
    }

    @Test
    void aGatewayBehindPortForwardingFindsItselfBehindANat() {
        Endpoint inside = endpoint("10.0.0.5", 500);
        List<Payload> sent = NatDetection.payloads(crypto, HEADER, new Path(CLIENT, GATEWAY), false);
        assertThat(NatDetection.detect(crypto, new IkeMessage(HEADER, sent), new Path(inside, CLIENT)))
                .isEqualTo(new NatStatus(true, true, false));
    }

    @Test
    void forcedEncapsulationLooksLikeANatToThePeerOnly() {
        List<Payload> sent = NatDetection.payloads(crypto, HEADER, new Path(CLIENT, GATEWAY), true);
        assertThat(NatDetection.detect(crypto, new IkeMessage(HEADER, sent), new Path(GATEWAY, CLIENT)))
                .isEqualTo(new NatStatus(true, false, true));
    }

    @Test
    void oneFittingSourceOfSeveralIsEnough() {
        List<Payload> sent = new ArrayList<>(
                NatDetection.payloads(crypto, HEADER, new Path(endpoint("10.9.9.9", 500), GATEWAY), false));
        sent.addAll(NatDetection.payloads(crypto, HEADER, new Path(CLIENT, GATEWAY), false));
        assertThat(NatDetection.detect(crypto, new IkeMessage(HEADER, sent), new Path(GATEWAY, CLIENT)))
                .isEqualTo(new NatStatus(true, false, false));
    }

    @Test
    void onlyOneKindOfHashIsNoSupport() {
        List<Payload> sent = NatDetection.payloads(crypto, HEADER, new Path(CLIENT, GATEWAY), false);
        for (Payload one : sent) {
            assertThat(NatDetection.detect(crypto, new IkeMessage(HEADER, List.of(one)), new Path(GATEWAY, CLIENT)))
                    .isEqualTo(NatStatus.UNKNOWN);
        }
    }

    @Test
    void hashesOfTheWrongLengthMatchNothing() {
        List<Payload> sent = List.of(
                Payload.Notify.of(NotifyType.NAT_DETECTION_SOURCE_IP, Bytes.EMPTY),
                Payload.Notify.of(NotifyType.NAT_DETECTION_DESTINATION_IP, Bytes.ofHex("00")));
        assertThat(NatDetection.detect(crypto, new IkeMessage(HEADER, sent), new Path(GATEWAY, CLIENT)))
                .isEqualTo(new NatStatus(true, true, true));
    }

    @Test
    void ipv6WorksTheSame() {
        Endpoint client = endpoint("2001:db8::20", 500);
        Endpoint gateway = endpoint("2001:db8::1", 500);
        assertThat(seenByGateway(client, client, gateway)).isEqualTo(new NatStatus(true, false, false));
        assertThat(seenByGateway(client, endpoint("2001:db8::21", 500), gateway))
                .isEqualTo(new NatStatus(true, false, true));
    }

    private NatStatus seenByGateway(Endpoint client, Endpoint clientSeen, Endpoint gateway) {
        List<Payload> sent = NatDetection.payloads(crypto, HEADER, new Path(client, gateway), false);
        return NatDetection.detect(crypto, new IkeMessage(HEADER, sent), new Path(gateway, clientSeen));
    }

    private static Endpoint endpoint(String address, int port) {
        return new Endpoint(IpAddress.of(address), port);
    }
}
